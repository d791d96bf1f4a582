import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';

const DRAIN_TIMEOUT_MS = 5000;
const END_TIMEOUT_S = 5;

/** Ends the client after everything that was asked of it before. */
export async function endClient(sql: postgres.Sql): Promise<void> {
  // `end` waits for what was sent but not for what still queues for a connection: that would reconnect afterwards.
  // The queue is in order, so this query's turn comes when those before it have been sent.
  const turn = sql`select 1`.then(
    () => undefined,
    () => undefined,
  );
  const patience = new AbortController();
  await Promise.race([
    turn,
    sleep(DRAIN_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  await sql.end({ timeout: END_TIMEOUT_S });
}
