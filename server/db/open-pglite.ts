import { renameSync } from 'node:fs';
import { resolve } from 'node:path';
import postgres from 'postgres';
import { refuseAfterLoss } from './connection-loss.ts';
import { DatabaseError } from './database-error.ts';
import type { DatabaseConfig } from './database.ts';
import { driverOptions } from './driver-options.ts';
import { endClient } from './end-client.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { hasDatabase, makeRoot, unusable, type PgliteFolder } from './pglite-folder.ts';
import { PgliteThread } from './pglite-thread.ts';

export const IN_MEMORY = 'memory:';

export async function openPglite(config: DatabaseConfig) {
  if (config.dataDir === IN_MEMORY) return connect(config, new PgliteThread({ template: config.template }));
  const folder = makeRoot(resolve(config.dataDir));
  const lock = await takeLock(folder, config);
  try {
    if (!hasDatabase(folder)) await makeDatabase(folder, config);
    return await connect(config, new PgliteThread({ folder: folder.current }), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function takeLock(folder: PgliteFolder, { onFatal }: DatabaseConfig): Promise<FolderLock> {
  const onLost = () =>
    onFatal?.(
      new DatabaseError(
        'folder_locked',
        `Another process took over the data folder ${folder.root} from this one.`,
      ),
    );
  try {
    return await lockFolder(folder.root, folder.lockFile, { onLost });
  } catch (error) {
    throw error instanceof DatabaseError ? error : unusable(folder.root, error);
  }
}

async function makeDatabase(folder: PgliteFolder, { onLog, template }: DatabaseConfig): Promise<void> {
  onLog?.('info', `making an empty database in ${folder.current}; this takes a few seconds`);
  const thread = new PgliteThread({ folder: folder.unfinished, template });
  await thread.ready;
  await thread.close();
  renameSync(folder.unfinished, folder.current);
}

async function connect({ onLog, onFatal }: DatabaseConfig, thread: PgliteThread, lock?: FolderLock) {
  await thread.ready;
  thread.onFatal((error) => {
    onLog?.('error', error.message);
    onFatal?.(error);
  });
  const sql = postgres({
    ...driverOptions(onLog),
    // Not in the types of postgres.js, but what its own documentation offers.
    ...({ socket: () => thread.connect() } as object),
    host: 'embedded',
    username: 'postgres',
    database: 'postgres',
    ssl: false,
    max: 1,
    max_lifetime: null,
    connection: { application_name: 'bellhop' },
  }) as unknown as postgres.Sql;
  refuseAfterLoss(sql);
  nameFailure(sql, thread);
  await sql`select 1`;
  const close = async () => {
    await endClient(sql);
    await thread.close();
    lock?.release();
  };
  return { sql, close, thread };
}

// A transaction that loses its connection only says CONNECTION_CLOSED; the thread knows why.
function nameFailure(sql: postgres.Sql, thread: PgliteThread): void {
  const begin = sql.begin.bind(sql) as (...args: unknown[]) => Promise<unknown>;
  const named = (...args: unknown[]) =>
    begin(...args).catch((error: unknown) => {
      throw thread.failure ?? error;
    });
  Object.assign(sql, { begin: named });
}
