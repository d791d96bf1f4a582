import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { useDatabase } from './test-database.ts';

/** The URL of a test's database on Postgres, for other processes. */
export async function databaseUrlOf({ orm }: Pick<Database, 'orm'>): Promise<string> {
  const [row] = await orm.execute<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(process.env.TEST_DATABASE_URL!);
  url.pathname = `/${row!.name}`;
  return url.href;
}

/** An empty, migrated database on Postgres for the servers of the surrounding `describe`, by its URL. */
export function useDatabaseUrl(): () => Promise<string> {
  const database = useDatabase('postgres');
  return () => databaseUrlOf(database());
}
