import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { runPrepared } from '../db/run-prepared.ts';
import { batchParameter, readBatch, type AppendRow, type BatchOutcome } from './append-batch.ts';
import type { AppendJob } from './append-job.ts';
import { APPEND_SQL } from './append-statement.ts';
import type { KnownRows } from './known-rows.ts';
import { isMessageBatch, runMessages } from './message-batch.ts';

/** A transaction of Drizzle's. */
export type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

const [HEAD, TAIL] = APPEND_SQL.split('$1') as [string, string];

/** Appends in a statement of its own: one round trip, committed when it answers. */
export async function runAppend(
  db: Database,
  jobs: readonly AppendJob[],
  known: KnownRows,
): Promise<BatchOutcome> {
  if (isMessageBatch(jobs)) return runMessages(db, jobs, known);
  const [row] = await db.sql.unsafe<AppendRow[]>(APPEND_SQL, [batchParameter(jobs)], { prepare: true });
  return readBatch(jobs, row!);
}

/** Appends inside a transaction, which must not lock a conversation or a workspace afterwards. */
export async function runAppendIn(tx: Transaction, jobs: readonly AppendJob[]): Promise<BatchOutcome> {
  const [row] = await runPrepared<AppendRow & Record<string, unknown>>(
    tx,
    sql`${sql.raw(HEAD)}${batchParameter(jobs)}${sql.raw(TAIL)}`,
  );
  return readBatch(jobs, row!);
}
