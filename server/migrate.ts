import { DatabaseError } from './db/database-error.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';

// `npm run migrate`: for deployments that migrate before they start the new version.
try {
  const db = await openDatabase({
    databaseUrl: process.env.DATABASE_URL || undefined,
    dataDir: process.env.DATA_DIR || 'data',
    poolSize: 1,
    onLog: (_level, message) => console.error(message),
  });
  try {
    const count = await migrate(db);
    console.log(count === 0 ? 'The database is up to date.' : `Ran ${count} migration(s).`);
  } finally {
    await db.close();
  }
} catch (error) {
  console.error(error instanceof DatabaseError ? error.message : error);
  process.exitCode = 1;
}
