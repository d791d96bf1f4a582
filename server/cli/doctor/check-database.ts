import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { DatabaseError } from '../../db/database-error.ts';
import { holderOf } from '../../db/folder-lock.ts';
import { openDatabase, type Database } from '../../db/open-database.ts';
import { readSchemaState, type SchemaState } from '../../db/schema-state.ts';
import { checkDatabaseClock } from './check-clock.ts';
import { checkSecret } from './check-secret.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

/** The database, and what only it can tell. It is looked at, not changed. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl === undefined) {
    const holder = await holderOf(join(config.dataDir, 'bellhop.lock'));
    if (holder) {
      const running = `embedded, in use by a running Bellhop (process ${holder.pid})`;
      return [ok('database', `${running}; stop that to have the inside checked too`)];
    }
    if (!existsSync(join(config.dataDir, 'db')))
      return [ok('database', 'embedded; there is none yet, the first start makes it')];
  }
  let db: Database;
  try {
    db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, poolSize: 1 });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [fail('database', error.message, 'Mend that first; the server does not start without it.')];
  }
  try {
    return await inside(db, config);
  } finally {
    await db.close();
  }
}

async function inside(db: Database, config: Config): Promise<Finding[]> {
  const [row] = await db.sql<{ version: string; fsync: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync`;
  const what = db.kind === 'postgres' ? 'Postgres' : 'embedded Postgres';
  const schema = await readSchemaState(db.sql);
  return [
    ok('database', `${what} ${row?.version} answers`),
    ...(db.kind === 'postgres' && row?.fsync === 'off' ? [NO_FSYNC] : []),
    migrations(schema),
    ...(db.kind === 'postgres' ? [await checkDatabaseClock(db)] : []),
    ...(schema.is === 'current' ? [await checkSecret(db, config)] : []),
  ];
}

const NO_FSYNC = warn(
  'durability',
  'fsync is off on the Postgres server: a power cut loses acknowledged messages.',
  'Set fsync = on in postgresql.conf.',
);

function migrations(schema: SchemaState): Finding {
  switch (schema.is) {
    case 'current':
      return ok('migrations', 'the database is up to date');
    case 'empty':
      return ok('migrations', 'the database is empty; the first start makes its tables');
    case 'older':
      return warn(
        'migrations',
        `${schema.pending} migration(s) are pending.`,
        'The next start runs them, or: npm run bellhop -- migrate',
      );
    case 'newer':
      return fail(
        'migrations',
        'The database was migrated by a newer Bellhop than this one.',
        'Start that version, or restore a backup.',
      );
  }
}
