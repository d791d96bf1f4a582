import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runBellhop } from '../testing/run-bellhop.ts';
import { commands } from './commands.ts';
import { UsageError } from './command-error.ts';
import type { Command } from './command.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bellhop-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const env = { DATA_DIR: join(folder, 'untouched') };

async function run(args: string[], list: readonly Command[] = commands) {
  const said = { out: '', err: '' };
  const terminal = { out: (text: string) => (said.out += text), err: (text: string) => (said.err += text) };
  return { code: await runCommand(list, args, env, terminal), ...said };
}

const failing = (error: unknown): Command => ({
  name: 'try',
  summary: '',
  explanation: [],
  options: {},
  run: () => Promise.reject(error),
});

describe('bellhop', () => {
  it('as a process: lists its commands, and knows what it does not understand', async () => {
    const help = await runBellhop(['--help'], env);
    expect([help.code, help.err]).toEqual([0, '']);
    for (const { name, summary } of commands) {
      expect(help.out).toContain(`  ${name} `);
      expect(help.out).toContain(summary.slice(0, 30));
    }
    const unknown = await runBellhop(['dance'], env);
    expect([unknown.code, unknown.out, unknown.err]).toEqual([2, '', expect.stringContaining('"dance"')]);
  });

  it.each(commands.map(({ name, options }) => [name, Object.keys(options)]))(
    'explains %s with all its options',
    async (name, options) => {
      const { code, out } = await run([name, '--help']);
      expect(code).toBe(0);
      for (const option of [...options, 'json', 'help']) expect(out).toContain(`--${option}`);
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    },
  );

  it.each([
    [[], 'Usage'],
    [['doctor', '--nonsense'], "'--nonsense'"],
    [['doctor', 'extra'], '"extra"'],
    [['reset-password', 'a@example.com', 'b@example.com'], '"b@example.com"'],
    [['move-to-postgres', '--to'], "'--to <value>'"],
    [['create-owner', '--email', 'a@example.com', '--password', 'in the clear'], "'--password'"],
    [['create-owner'], '--email'],
    [['reset-password'], 'whose'],
    [['move-to-postgres'], '--to'],
  ])('answers %j with code 2 and what was wrong', async (args, why) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });

  it('answers errors in JSON too, where that is asked for', async () => {
    const { code, out, err } = await run(['try', '--json'], [failing(new UsageError('Say what.'))]);
    expect([code, err, JSON.parse(out)]).toEqual([2, '', { error: { message: 'Say what.' } }]);
  });

  it('[S7] does not repeat the values of a query that fails', async () => {
    const query = new Error('Failed query: insert … params: the hash', { cause: new Error('disk full') });
    const { code, err } = await run(['try'], [failing(query)]);
    expect([code, err]).toEqual([1, 'This failed unexpectedly: disk full\n']);
  });
});
