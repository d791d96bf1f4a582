import { drizzle } from 'drizzle-orm/postgres-js';
import type { Database, DatabaseConfig } from './database.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { guardTransactions } from './transaction-guard.ts';

export type { Database, DatabaseConfig } from './database.ts';

/** Postgres when there is a `databaseUrl`, else PGlite in `dataDir`. Throws a `DatabaseError` that names cause and mend. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { databaseUrl } = config;
  const { sql, close } =
    databaseUrl === undefined ? await openPglite(config) : await openPostgres({ ...config, databaseUrl });
  const guarded = config.guard ? guardTransactions(sql) : sql;
  let closing: Promise<void> | undefined;
  return {
    kind: databaseUrl === undefined ? 'pglite' : 'postgres',
    sql: guarded,
    orm: drizzle(guarded),
    close: () => (closing ??= close()),
  };
}
