import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import type { AppendJob, AppendResult } from './append-job.ts';
import type { BatchOutcome } from './append-batch.ts';
import { ENTRY_JSON } from './append-statement.ts';
import { holdVisitor } from '../visitors/hold-visitor.ts';
import { runAppendIn, type Transaction } from './run-append.ts';

/**
 * The slow road, taken when a batch met a client id that is known or a visitor is to be held: lock; then, in a second
 * statement, which sees what was committed while we waited for the locks, look the client ids up; append what is new. A job
 * of which any entry is known was appended before, as a whole, and is answered with what stands.
 */
export function appendAgain(db: Database, jobs: readonly AppendJob[]): Promise<BatchOutcome> {
  return db.orm.transaction(async (tx) => {
    const gone = await holdVisitors(tx, jobs);
    await lockConversations(tx, jobs);
    const known = await findKnown(tx, jobs);
    for (const job of gone) if (!known.has(job)) known.set(job, { kind: 'gone' });
    const fresh = jobs.filter((job) => !known.has(job));
    if (fresh.length === 0) return { results: jobs.map((job) => known.get(job)!), committed: [] };
    const outcome = await runAppendIn(tx, fresh);
    const results = new Map(fresh.map((job, index) => [job, outcome.results[index]!]));
    return { results: jobs.map((job) => known.get(job) ?? results.get(job)!), committed: outcome.committed };
  });
}

/** The entries of jobs that an earlier send has written, looked up by client id. */
export async function findKnown(
  tx: Pick<Transaction, 'execute'>,
  jobs: readonly AppendJob[],
): Promise<Map<AppendJob, AppendResult>> {
  const keys = jobs.flatMap((job, index) =>
    job.entries
      .filter((entry) => entry.client_id !== null)
      .map(({ sender, client_id }) => ({
        job: index,
        workspace_id: job.workspace_id,
        conversation_id: job.conversation_id,
        sender_id: sender.id,
        client_id,
      })),
  );
  const rows = await tx.execute<{ job: number; entry: Entry }>(sql`
    select k.job, ${sql.raw(ENTRY_JSON)} as entry
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k(job int, workspace_id uuid, conversation_id uuid, sender_id uuid, client_id uuid)
    join entries e on e.workspace_id = k.workspace_id and e.conversation_id = k.conversation_id
      and e.sender_id = k.sender_id and e.client_id = k.client_id
    order by k.job, e.seq`);
  const known = new Map<AppendJob, AppendResult>();
  for (const { job, entry } of rows) {
    const result = known.get(jobs[job]!);
    if (result?.kind === 'appended') result.entries.push(entry);
    else known.set(jobs[job]!, { kind: 'appended', entries: [entry], duplicate: true });
  }
  return known;
}

/** Visitors come before conversations in the order of locks. Answers the jobs whose visitor is not there any more. */
async function holdVisitors(tx: Transaction, jobs: readonly AppendJob[]): Promise<AppendJob[]> {
  const held = jobs.filter(({ hold_visitor }) => hold_visitor !== undefined);
  const gone: AppendJob[] = [];
  for (const job of held.toSorted((a, b) => (a.hold_visitor! < b.hold_visitor! ? -1 : 1)))
    if (!(await holdVisitor(tx, job.workspace_id, job.hold_visitor!))) gone.push(job);
  return gone;
}

const lockConversations = (tx: Transaction, jobs: readonly AppendJob[]) =>
  tx.execute(sql`
    select c.id from conversations c
    join jsonb_to_recordset(${JSON.stringify(jobs.map(({ workspace_id, conversation_id }) => ({ workspace_id, conversation_id })))}::jsonb)
      as j(workspace_id uuid, conversation_id uuid) on j.workspace_id = c.workspace_id and j.conversation_id = c.id
    order by c.workspace_id, c.id
    for no key update of c`);
