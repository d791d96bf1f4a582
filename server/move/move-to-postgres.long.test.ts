import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDatabase, type Database } from '../db/open-database.ts';
import { databaseUrlOf } from '../testing/database-url.ts';
import { seedManyEntries } from '../testing/many-entries.ts';
import { foldTables, moveRun } from '../testing/move-run.ts';
import { pgliteTemplate } from '../testing/pglite-template.ts';
import { callBellhop, spawnBellhop } from '../testing/run-bellhop.ts';
import { testDatabase } from '../testing/test-database.ts';

const ENTRIES = 100_000;
const WITHIN_S = 120;
/** So many that a kill finds the move half-way. */
const ENTRIES_OF_KILLED = 20_000;
const PATIENCE_MS = 180_000;

async function withTarget(work: (target: Database, url: string) => Promise<void>): Promise<void> {
  const target = await testDatabase('postgres', { migrated: false });
  try {
    await work(target, await databaseUrlOf(target));
  } finally {
    await target.close();
  }
}

it('moves 100,000 entries within two minutes, and everybody goes on', () =>
  withTarget(async (_target, url) => {
    const run = await moveRun(ENTRIES, url);
    expect(run.faults).toEqual([]);
    expect(run.after).toEqual(run.before);
    expect(run.seconds).toBeLessThan(WITHIN_S);
  }));

it('leaves nothing when it is killed half-way, and can be done again', () =>
  withTarget(async (target, url) => {
    const root = mkdtempSync(join(tmpdir(), 'bellhop-killed-move-'));
    const env = { DATA_DIR: join(root, 'data'), SECRET: 'x'.repeat(40) };
    const command = ['move-to-postgres', '--to', url];
    const inSource = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
      const db = await openDatabase({ dataDir: env.DATA_DIR, template: await pgliteTemplate(true) });
      try {
        return await work(db);
      } finally {
        await db.close();
      }
    };
    const before = await inSource(async (db) => {
      await seedManyEntries(db, ENTRIES_OF_KILLED);
      return foldTables(db);
    });
    const child = spawnBellhop(command, env);
    const ended = once(child, 'exit');
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    await vi.waitFor(() => expect(said).toContain('public.conversations'), {
      timeout: PATIENCE_MS,
      interval: 1,
    });
    child.kill('SIGKILL');
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    await vi.waitFor(async () => expect(Object.keys(await foldTables(target))).toEqual([]), {
      timeout: PATIENCE_MS,
    });
    const again = await callBellhop(command, { ...env, SECRET: 'y'.repeat(40) });
    expect([again.code, again.err]).toEqual([
      0,
      expect.stringContaining(`public.entries: ${ENTRIES_OF_KILLED} rows`),
    ]);
    expect(again.out).toContain('DATABASE_URL');
    expect(await foldTables(target)).toEqual(before);
    expect(await inSource(foldTables)).toEqual(before);
    rmSync(root, { recursive: true, force: true });
  }));
