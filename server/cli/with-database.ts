import type { Config } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type Database } from '../db/open-database.ts';

/** The installation's database, up to date, for one piece of work. */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  work: (db: Database, migrations: number) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ databaseUrl, dataDir, poolSize: 1 });
  try {
    const migrations = await migrate(db);
    return await work(db, migrations);
  } finally {
    await db.close();
  }
}
