import { DatabaseError } from './db/database-error.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';
import { renewEpochs } from './workspaces/renew-epochs.ts';

// `npm run migrate`: for deployments that migrate before they start the new version.
// `npm run migrate -- --restored`: after a restore, so that no client trusts a position of the lost future (R6).
const restored = process.argv.includes('--restored');
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
    if (restored)
      console.log(`New epoch for ${await renewEpochs(db)} workspace(s): every client reads its inbox anew.`);
  } finally {
    await db.close();
  }
} catch (error) {
  console.error(error instanceof DatabaseError ? error.message : error);
  process.exitCode = 1;
}
