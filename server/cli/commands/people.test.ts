import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../db/open-database.ts';
import { databaseUrlOf } from '../../testing/database-url.ts';
import { pgliteTemplate } from '../../testing/pglite-template.ts';
import { callBellhop, runAtTerminal, runBellhop, type BellhopEnv } from '../../testing/run-bellhop.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { databaseKinds, testDatabase } from '../../testing/test-database.ts';

const TIMEOUT_MS = 120_000;
const OWNER = ['create-owner', '--email', 'Ada@example.com', '--name', 'Ada'];
const PASSWORD = 'long enough, I think';

describe.each(databaseKinds)('commands about people (%s)', (kind) => {
  const root = mkdtempSync(join(tmpdir(), 'bellhop-people-'));
  let env: BellhopEnv;
  let target: Database | undefined;
  let count = 0;
  beforeEach(async () => {
    env = {
      DATA_DIR: join(root, String((count += 1))),
      PUBLIC_URL: 'https://chat.test',
      SECRET: 'x'.repeat(40),
    };
    if (kind === 'postgres') {
      target = await testDatabase('postgres');
      env['DATABASE_URL'] = await databaseUrlOf(target);
    } else await inside(async () => undefined);
  });
  afterEach(() => target?.close());
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  async function inside<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const template = await pgliteTemplate(true);
    const db = await openDatabase({
      databaseUrl: env['DATABASE_URL'],
      dataDir: env['DATA_DIR'] ?? '',
      template,
    });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  const signsIn = (password: string): Promise<boolean> =>
    inside(async (db) => {
      const test = await createTestApp(db, env);
      const body = { email: 'ada@example.com', password };
      const { status } = await test.post('/api/v1/auth/sign-in/email', body);
      await test.close();
      return status === 200;
    });

  it(
    '[S8] make one owner, with a password from standard input, and never another',
    async () => {
      const made = await runBellhop(
        [...OWNER, '--workspace', 'Ada’s shop', '--password-stdin'],
        env,
        `${PASSWORD}\n`,
      );
      expect([made.code, made.err]).toEqual([0, '']);
      expect(made.out).toContain('https://chat.test/console/');
      expect(made.out).not.toContain(PASSWORD);
      const rows = await inside(
        (db) => db.sql<{ name: string; role: string }[]>`
        select w.name, m.role from members m join workspaces w on w.id = m.workspace_id`,
      );
      expect([...rows]).toEqual([{ name: 'Ada’s shop', role: 'owner' }]);
      for (const way of ['--generate', '--link']) {
        const late = await callBellhop(['create-owner', '--email', 'eve@example.com', way, '--json'], env);
        expect([late.code, JSON.parse(late.out)]).toEqual([
          1,
          { error: { message: expect.stringContaining('set up already') } },
        ]);
      }
      const again = await inside((db) => db.sql`select 1 from "user"`);
      expect(again).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  // What follows has nothing to do with the database, and an embedded one takes seconds for each command to open.
  if (kind === 'pglite') return;

  it(
    'refuse a weak password, ask for one on the terminal, and show nothing of it',
    async () => {
      const weak = await runBellhop([...OWNER, '--password-stdin'], env, 'short');
      expect([weak.code, weak.err]).toEqual([2, expect.stringContaining('password:')]);
      const differs = await runAtTerminal(OWNER, env, [
        ['Password', `${PASSWORD}\r`],
        ['again', 'something else\r'],
      ]);
      expect([differs.code, differs.out]).toEqual([1, expect.stringContaining('not the same')]);
      const asked = await runAtTerminal(OWNER, env, [
        ['Password', `${PASSWORD}?\u007f\r`],
        ['again', `typo\u0015${PASSWORD}\r`],
      ]);
      expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('Ada owns the workspace')]);
      expect(asked.out).not.toMatch(/long enough, I|typo/);
    },
    TIMEOUT_MS,
  );

  it(
    'print a password or a link, where that is asked for; a new password comes by a link of its own',
    async () => {
      const link = JSON.parse((await callBellhop(['create-owner', '--link', '--json'], env)).out) as {
        link: string;
      };
      expect(link.link).toMatch(/^https:\/\/chat\.test\/console\/#\/setup\/[\w-]{43}$/);
      const made = await callBellhop([...OWNER, '--generate', '--json'], env);
      const { password } = JSON.parse(made.out) as { password: string };
      expect(await signsIn(password)).toBe(true);
      const unknown = await callBellhop(['reset-password', 'nobody@example.com'], env);
      expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('Nobody signs in as nobody')]);
      const reset = await callBellhop(['reset-password', 'ada@example.com'], env);
      const [, token] = /\/console\/#\/reset\/([\w-]+)/.exec(reset.out) ?? [];
      await inside(async (db) => {
        const test = await createTestApp(db, env);
        const body = { token, newPassword: PASSWORD };
        expect((await test.post('/api/v1/auth/reset-password', body)).status).toBe(200);
        await test.close();
      });
      expect(await signsIn(PASSWORD)).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    'migrate and give new epochs',
    async () => {
      const epoch = () => inside((db) => db.sql<{ epoch: string }[]>`select epoch from workspaces`);
      await inside((db) => db.sql`insert into workspaces (id, name) values (gen_random_uuid(), 'Shop')`);
      const [first] = await epoch();
      const fresh = await callBellhop(['new-epoch', '--json'], env);
      expect([fresh.code, JSON.parse(fresh.out)]).toEqual([0, { workspaces: 1 }]);
      const [second] = await epoch();
      expect(second).not.toEqual(first);
      const migrated = await callBellhop(['migrate', '--restored'], env);
      expect([migrated.code, migrated.out]).toEqual([
        0,
        'The database is up to date.\nNew epoch for 1 workspace(s): every client reads its inbox anew.\n',
      ]);
      expect(await epoch()).not.toEqual([second]);
    },
    TIMEOUT_MS,
  );
});
