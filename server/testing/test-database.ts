import { afterAll, beforeAll, describe } from 'vitest';
import { IN_MEMORY } from '../db/open-pglite.ts';
import { openDatabase, type Database } from '../db/open-database.ts';
import { pgliteTemplate } from './pglite-template.ts';
import { newPostgresDatabase } from './postgres-test-database.ts';

export type DatabaseKind = Database['kind'];

export interface TestDatabaseOptions {
  /** Whether the tables are there; default true. */
  migrated?: boolean;
}

/** A database of its own, guarded against use of the outer handle inside a transaction. The caller closes it. */
export async function testDatabase(kind: DatabaseKind, options: TestDatabaseOptions = {}): Promise<Database> {
  const { migrated = true } = options;
  if (kind === 'postgres') return newPostgresDatabase(migrated);
  return openDatabase({ dataDir: IN_MEMORY, guard: true, template: await pgliteTemplate(migrated) });
}

/** One database for the tests of the surrounding `describe` (or file): call it in their bodies, not outside. */
export function useDatabase(kind: DatabaseKind, options: TestDatabaseOptions = {}): () => Database {
  let db: Database | undefined;
  beforeAll(async () => {
    db = await testDatabase(kind, options);
  });
  afterAll(() => db?.close());
  return () => {
    if (!db) throw new Error('The database opens in beforeAll: call this inside a test or a hook');
    return db;
  };
}

/** Both, unless the project of the run names one: see vitest.config.ts. */
export const databaseKinds = (process.env['BELLHOP_TEST_DATABASES'] ?? 'pglite,postgres').split(
  ',',
) as DatabaseKind[];

/** The same suite on both kinds; tests share a database, so each makes a workspace of its own. */
export function describeEachDatabase(
  name: string,
  suite: (database: () => Database, kind: DatabaseKind) => void,
  options: TestDatabaseOptions = {},
): void {
  for (const kind of databaseKinds) {
    describe(`${name} (${kind})`, () => {
      suite(useDatabase(kind, options), kind);
    });
  }
}
