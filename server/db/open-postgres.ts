import postgres from 'postgres';
import { DatabaseError } from './database-error.ts';
import { refuseAfterLoss } from './connection-loss.ts';
import type { DatabaseConfig } from './database.ts';
import { driverOptions } from './driver-options.ts';
import { endClient } from './end-client.ts';
import { explainConnectError } from './postgres-errors.ts';
import { parseDatabaseUrl } from './database-url.ts';

const DEFAULT_POOL_SIZE = 10;
const CONNECT_TIMEOUT_S = 10;
const RECONNECT_S = 0.5;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const OLDEST_VERSION = 15;

export async function openPostgres(config: DatabaseConfig & { databaseUrl: string }) {
  const place = parseDatabaseUrl(config.databaseUrl);
  const sql = connect(config);
  refuseAfterLoss(sql);
  try {
    await refuseOldServer(sql);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error instanceof DatabaseError ? error : explainConnectError(error, place);
  }
  return { sql, close: () => endClient(sql) };
}

function connect({ databaseUrl, poolSize, onLog }: DatabaseConfig & { databaseUrl: string }): postgres.Sql {
  return postgres(databaseUrl, {
    ...driverOptions(onLog),
    max: poolSize ?? DEFAULT_POOL_SIZE,
    connect_timeout: CONNECT_TIMEOUT_S,
    // The driver's own grows to 20 seconds, counted over all connections: a moment's outage would last that long.
    backoff: () => RECONNECT_S * (0.5 + Math.random() / 2),
    connection: {
      application_name: 'bellhop',
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      TimeZone: 'UTC',
      default_transaction_isolation: 'read committed',
    },
  }) as unknown as postgres.Sql;
}

async function refuseOldServer(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: number; shown: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as shown`;
  if (row && row.version >= OLDEST_VERSION * 10_000) return;
  throw new DatabaseError(
    'version_unsupported',
    `DATABASE_URL points at Postgres ${row?.shown ?? '(unknown)'}; Bellhop needs ${OLDEST_VERSION} or later.`,
  );
}
