import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEachDatabase } from '../testing/test-database.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

let folder: string;
function writeMigrations(statements: string[]): void {
  const entries = statements.map((_, idx) => ({
    idx,
    version: '7',
    when: 1000 + idx,
    tag: `m${idx}`,
    breakpoints: true,
  }));
  writeFileSync(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  statements.forEach((text, idx) => writeFileSync(join(folder, `m${idx}.sql`), text));
}

describeEachDatabase(
  'migrate',
  (database, kind) => {
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'bellhop-migrations-'));
      mkdirSync(join(folder, 'meta'));
    });
    // As empty as it was: an embedded one of each test's own would take seconds to open.
    afterEach(async () => {
      await database().sql`drop schema public cascade`;
      await database().sql`drop schema if exists drizzle cascade`;
      await database().sql`create schema public`;
      rmSync(folder, { recursive: true, force: true });
    });

    const tables = async () => {
      const rows = await database().sql<{ name: string }[]>`
        select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
      return rows.map(({ name }) => name);
    };

    it('makes our tables once, however often and however many at once', async () => {
      const counts = await Promise.all([
        migrate(database()),
        migrate(database()),
        migrate(database()),
        migrate(database()),
      ]);
      expect(counts.filter((count) => count > 0)).toHaveLength(1);
      expect(await migrate(database())).toBe(0);
      expect(await tables()).toContain('entries');
    });

    it('runs only what is new', async () => {
      writeMigrations(['create table a (n int);--> statement-breakpoint\ncreate table b (n int);']);
      expect(await migrate(database(), folder)).toBe(1);
      writeMigrations(['create table a (n int);', 'create table c (n int);']);
      expect(await migrate(database(), folder)).toBe(1);
      expect(await tables()).toEqual(['a', 'b', 'c']);
    });

    it('leaves nothing of a migration that fails, and names the cause', async () => {
      writeMigrations([
        'create table a (n int);',
        'create table b (n int);--> statement-breakpoint\nselect 1/0;',
      ]);
      await expect(migrate(database(), folder)).rejects.toMatchObject({
        code: 'migration_failed',
        message: expect.stringContaining('division by zero'),
      });
      expect(await tables()).toEqual([]);
    });

    it('refuses a database of a newer Bellhop', async () => {
      writeMigrations(['create table a (n int);', 'create table b (n int);']);
      await migrate(database(), folder);
      writeMigrations(['create table a (n int);']);
      await expect(migrate(database(), folder)).rejects.toThrow('newer Bellhop');
    });

    // PGlite's folder has one process at a time.
    if (kind !== 'postgres') return;
    it('runs once when several processes come at once', async () => {
      writeMigrations(['create table a (n int);', 'select pg_sleep(0.2);']);
      const [row] = await database().sql<{ name: string }[]>`select current_database() as name`;
      const url = new URL(process.env.TEST_DATABASE_URL ?? '');
      url.pathname = `/${row?.name}`;
      const open = () => openDatabase({ databaseUrl: url.href, dataDir: '', poolSize: 1 });
      const others = await Promise.all([open(), open(), open()]);
      const counts = await Promise.all(others.map((other) => migrate(other, folder)));
      expect(counts.toSorted()).toEqual([0, 0, 2]);
      await Promise.all(others.map((other) => other.close()));
    });
  },
  { migrated: false },
);
