import type { SQL } from 'drizzle-orm';
import type { PgDialect } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import type { Database } from './database.ts';

/** Drizzle's database, or a transaction of it. */
type Runner = Pick<Database['orm'], 'execute'>;

/** What a runner is made of: Drizzle keeps it to itself, and has no way to prepare what was written as `sql`. */
interface Inside {
  dialect: PgDialect;
  session: { client: Pick<Sql, 'unsafe'> };
}

/**
 * Runs a statement whose text is always the same, on a hot path: the connection parses and plans it once. What
 * `execute` runs is parsed, described and planned each time, which takes a second trip to the database.
 */
export async function runPrepared<Row extends Record<string, unknown>>(
  runner: Runner,
  statement: SQL,
): Promise<Row[]> {
  const { dialect, session } = runner as unknown as Inside;
  const { sql, params } = dialect.sqlToQuery(statement);
  return session.client.unsafe<Row[]>(sql, params as never[], { prepare: true });
}
