import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { DatabaseError } from './database-error.ts';

/**
 * The one handle on the data. Inside `db.orm.transaction(async (tx) => …)` and `db.sql.begin(async (tx) => …)`
 * only `tx` may be used: PGlite has one connection, so the outer handle would wait for the transaction that waits
 * for it. Tests open with `guard: true`, and then the outer handle throws there. Nothing is retried here: whoever
 * runs a transaction decides what a serialization failure or a deadlock means.
 *
 * Drizzle owns the driver's JSON and time: through `sql`, pass JSON as text (`${JSON.stringify(x)}::jsonb`);
 * timestamps come back as text, in UTC.
 */
export interface Database {
  readonly kind: 'postgres' | 'pglite';
  readonly orm: PostgresJsDatabase;
  readonly sql: postgres.Sql;
  /** Lets running queries end, up to a few seconds, then lets go of everything. Idempotent. */
  close(): Promise<void>;
}

export type DatabaseLog = (level: 'info' | 'warn' | 'error', message: string) => void;

export interface DatabaseConfig {
  /** Postgres 15 or later. Without it PGlite runs in `dataDir`. */
  databaseUrl?: string | undefined;
  /** Folder of the embedded database; `memory:` keeps it in memory. */
  dataDir: string;
  /** Connections to Postgres, default 10. PGlite always has one. */
  poolSize?: number | undefined;
  onLog?: DatabaseLog | undefined;
  /** The embedded database died under us: every query fails from now on, and the process should end. */
  onFatal?: ((error: DatabaseError) => void) | undefined;
  /** For tests: the outer handle throws inside a transaction. */
  guard?: boolean | undefined;
  /** For tests: what an embedded database that must be made begins as, a tar from `PgliteThread.dump`. */
  template?: Uint8Array | undefined;
}
