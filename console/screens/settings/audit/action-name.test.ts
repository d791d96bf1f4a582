import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../../i18n/en.ts';
import { actionName } from './action-name.ts';

const SERVER = join(import.meta.dirname, '../../../../server');

/** Permissions, settings and columns of the same files. */
const NO_ACTION = /^(retention|[at])\.|\.(own|manage|read|supervise|work)$/;

/** What the server's sources hand to the audit log by name. */
const recorded = (): string[] =>
  readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('test'))
    .map((path) => readFileSync(join(SERVER, path), 'utf8'))
    .filter((source) => source.includes('recordAudit'))
    .flatMap((source) => [...source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action as string))
    .filter((name) => !NO_ACTION.test(name));

it('has words for every action that is recorded', () => {
  const actions = [...new Set(recorded())];
  expect(actions).toContain('member.role_changed');
  expect(actions.filter((action) => !Object.hasOwn(en, `audit.action.${action}`))).toEqual([]);
});

it('tells an action that it does not know by its own name', () => {
  expect(actionName('member.role_changed')).toBe('Role of a member changed');
  expect(actionName('robot.taught_to-dance')).toBe('Robot taught to dance');
});
