import { readMigrationFiles } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import { migrationsFolder } from './migrate.ts';

export type SchemaState =
  | { is: 'empty' | 'current' | 'newer' }
  /** How many migrations of this build the database has not had. */
  | { is: 'older'; pending: number };

/** Where a database's schema stands beside this build's. Only reads, unlike `migrate`. */
export async function readSchemaState(
  sql: postgres.ISql<Record<never, never>>,
  folder = migrationsFolder(),
): Promise<SchemaState> {
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!table?.found) return { is: 'empty' };
  const [row] = await sql<{ last: string }[]>`
    select coalesce(max(created_at), 0)::text as last from drizzle.__drizzle_migrations`;
  const last = Number(row?.last ?? 0);
  const times = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis);
  if (last > Math.max(...times)) return { is: 'newer' };
  const pending = times.filter((time) => time > last).length;
  return pending === 0 ? { is: 'current' } : { is: 'older', pending };
}
