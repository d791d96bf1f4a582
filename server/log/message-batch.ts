import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Database } from '../db/database.ts';
import {
  columnsOf,
  entryOf,
  previewOf,
  resultsOf,
  type AppendRow,
  type BatchOutcome,
} from './append-batch.ts';
import type { AppendJob, CommittedChange, NewEntry } from './append-job.ts';
import type { KnownRows } from './known-rows.ts';
import { MESSAGE_SQL } from './message-statement.ts';
import { readConversations } from './read-conversations.ts';

/** The row that MESSAGE_SQL answers. */
interface MessageRow extends Pick<AppendRow, 'at' | 'refused'> {
  numbers: [job: number, seq: number, publicSeq: number, revBefore: number][] | null;
  revs: Record<string, number> | null;
  changed: [job: number, conversation: Conversation][] | null;
}

/** Whether MESSAGE_SQL can write it all. */
export function isMessageBatch(jobs: readonly AppendJob[]): boolean {
  const conversations = new Set<string>();
  for (const job of jobs) {
    if (job.patch || job.expect?.unassigned || job.entries.length !== 1 || job.entries[0]!.type !== 'message')
      return false;
    conversations.add(job.conversation_id);
  }
  return conversations.size === jobs.length;
}

/** Appends one message to each of several conversations. */
export async function runMessages(
  db: Database,
  jobs: readonly AppendJob[],
  known: KnownRows,
): Promise<BatchOutcome> {
  const [row] = await db.sql.unsafe<MessageRow[]>(MESSAGE_SQL, [parameterOf(jobs, known)], { prepare: true });
  const { at, numbers, revs, refused } = row!;
  const rows = await rowsAfter(db, jobs, known, row!);
  const written = jobs.map((): ReturnType<typeof entryOf>[] => []);
  const committed = new Map<string, CommittedChange>();
  for (const [workspace_id, rev] of Object.entries(revs ?? {}))
    committed.set(workspace_id, { workspace_id, rev, changes: [] });
  for (const [job, seq, publicSeq] of numbers ?? []) {
    const entry = entryOf(jobs[job]!.entries[0]!, seq, publicSeq, at);
    written[job]!.push(entry);
    const conversation = rows.get(job)!;
    committed
      .get(jobs[job]!.workspace_id)!
      .changes.push({ conversation, entries: [entry], visitorVisible: true });
  }
  return { results: resultsOf(jobs, written, refused), committed: [...committed.values()] };
}

function parameterOf(jobs: readonly AppendJob[], known: KnownRows): string {
  return JSON.stringify(
    jobs.map(({ workspace_id, conversation_id, entries, expect }, job) => ({
      job,
      workspace_id,
      conversation_id,
      expect_status: expect?.status,
      known: known.has(workspace_id, conversation_id),
      ...columnsOf(entries[0]!),
    })),
  );
}

/** How each conversation stands: as the statement says, or as what we knew of it goes on; else it is read again. */
async function rowsAfter(
  db: Database,
  jobs: readonly AppendJob[],
  known: KnownRows,
  { at, numbers, revs, changed }: MessageRow,
): Promise<Map<number, Conversation>> {
  const rows = new Map(changed ?? []);
  const stale: number[] = [];
  for (const [job, seq, publicSeq, revBefore] of numbers ?? []) {
    if (rows.has(job)) continue;
    const { workspace_id, conversation_id, entries } = jobs[job]!;
    const before = known.get(workspace_id, conversation_id);
    if (before?.rev !== revBefore) stale.push(job);
    else
      rows.set(
        job,
        afterMessage(before, entries[0]!, { seq, public_seq: publicSeq, rev: revs![workspace_id]!, at }),
      );
  }
  if (stale.length > 0) {
    const read = await readConversations(
      db,
      stale.map((job) => jobs[job]!),
    );
    for (const job of stale) rows.set(job, read.get(jobs[job]!.conversation_id)!);
  }
  return rows;
}

/** What MESSAGE_SQL does to the row. */
function afterMessage(
  before: Conversation,
  entry: NewEntry,
  { seq, public_seq, rev, at }: Pick<Conversation, 'seq' | 'public_seq' | 'rev'> & { at: string },
): Conversation {
  const sender = entry.sender.kind;
  return {
    ...before,
    seq,
    public_seq,
    rev,
    visitor_read: sender === 'visitor' ? public_seq : before.visitor_read,
    agent_read: sender === 'agent' ? public_seq : before.agent_read,
    last_message: { sender, text: previewOf(entry)!, at },
    waiting_since: sender === 'visitor' ? (before.waiting_since ?? at) : null,
  };
}
