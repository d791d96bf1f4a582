import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../db/folder-lock.ts';
import { openDatabase, type Database } from '../db/open-database.ts';
import { databaseUrlOf } from '../testing/database-url.ts';
import { moveRun } from '../testing/move-run.ts';
import { pgliteTemplate } from '../testing/pglite-template.ts';
import { callBellhop } from '../testing/run-bellhop.ts';
import { testDatabase } from '../testing/test-database.ts';

const TIMEOUT_MS = 180_000;
const ENTRIES = 1_000;
const SECRET = 'x'.repeat(40);

async function withTarget<T>(
  work: (url: string, target: Database) => Promise<T>,
  migrated = false,
): Promise<T> {
  const target = await testDatabase('postgres', { migrated });
  try {
    return await work(await databaseUrlOf(target), target);
  } finally {
    await target.close();
  }
}

describe('bellhop move-to-postgres', () => {
  it(
    'moves a server under its people: same conversations, positions and sign-ins',
    () =>
      withTarget(async (url) => {
        const run = await moveRun(ENTRIES, url);
        expect(run.faults).toEqual([]);
        expect(run.said).toBe(20);
        expect(run.after).toEqual(run.before);
        const report = JSON.parse(run.ran.out) as {
          tables: { table: string }[];
          positions: object;
          secret: string;
        };
        expect(report.tables.map(({ table }) => table).toSorted()).toEqual(
          Object.keys(run.before).toSorted(),
        );
        expect(report.positions).toMatchObject({ misfits: 0, workspaces: 2, rev: ENTRIES });
        expect(report.secret).toBe('known');
      }),
    TIMEOUT_MS,
  );
});

describe('a move that cannot be', () => {
  const root = mkdtempSync(join(tmpdir(), 'bellhop-moves-'));
  const DATA_DIR = join(root, 'data');
  const move = (url: string, env: Record<string, string> = {}) =>
    callBellhop(['move-to-postgres', '--to', url], { DATA_DIR, SECRET, ...env });

  beforeAll(async () => {
    const source = await openDatabase({ dataDir: DATA_DIR, template: await pgliteTemplate(true) });
    await source.close();
  }, TIMEOUT_MS);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it(
    'is refused beside a running server, to a target that is used, and from a folder without data',
    () =>
      withTarget(async (url, target) => {
        const used = await move(url);
        expect([used.code, used.out]).toEqual([1, '']);
        expect(used.err).toContain('target is not empty');
        await target.sql`drop schema public cascade`;
        const lock = await lockFolder(DATA_DIR, join(DATA_DIR, 'bellhop.lock'));
        const locked = await move(url);
        lock.release();
        expect([locked.code, locked.err]).toEqual([1, expect.stringContaining('stop the server')]);
        const nowhere = await move(url, { DATA_DIR: join(root, 'nowhere') });
        expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('no embedded database')]);
      }, true),
    TIMEOUT_MS,
  );

  it('names --to, not a variable, and never its password', async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    url.pathname = '/not_there';
    url.password = 'hunter2hunter2';
    const { code, err } = await move(url.href);
    expect(code).toBe(1);
    expect(err).toContain('--to');
    expect(err).not.toMatch(/DATABASE_URL|hunter2/);
  });
});
