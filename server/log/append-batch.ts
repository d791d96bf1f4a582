import type { Conversation, ConversationStatus } from '../../shared/protocol/conversations.ts';
import type { Entry, EntryBody } from '../../shared/protocol/entries.ts';
import { PREVIEW_LENGTH } from '../../shared/protocol/limits.ts';
import type { AppendJob, AppendResult, CommittedChange, NewEntry } from './append-job.ts';
import { isPublic } from './entry-visibility.ts';

/** The row that APPEND_SQL answers. */
export interface AppendRow {
  at: string;
  numbers: [job: number, ord: number, seq: number, publicSeq: number | null][] | null;
  changed: { workspace_id: string; conversation: Conversation }[] | null;
  refused: { job: number; status: ConversationStatus | null; assignee_id: string | null }[] | null;
}

export interface BatchOutcome {
  results: AppendResult[];
  committed: CommittedChange[];
}

export const previewOf = ({ type, body }: NewEntry): string | null =>
  type === 'message' ? (body as EntryBody<'message'>).text.slice(0, PREVIEW_LENGTH).toWellFormed() : null;

/** What both statements are told of an entry. */
export const columnsOf = (entry: NewEntry) => ({
  sender_kind: entry.sender.kind,
  sender_id: entry.sender.id,
  sender_name: entry.sender.name,
  client_id: entry.client_id,
  body: entry.body,
  preview: previewOf(entry),
});

/** The parameter of APPEND_SQL. */
export function batchParameter(jobs: readonly AppendJob[]): string {
  const entries = jobs.flatMap((job, index) =>
    job.entries.map((entry, ord) => ({
      job: index,
      ord,
      type: entry.type,
      is_public: isPublic(entry.type),
      ...columnsOf(entry),
    })),
  );
  const rows = jobs.map((job, index) => ({
    job: index,
    workspace_id: job.workspace_id,
    conversation_id: job.conversation_id,
    expect_status: job.expect?.status,
    expect_unassigned: job.expect?.unassigned,
    ...job.patch,
  }));
  return JSON.stringify({ jobs: rows, entries });
}

/** What the row means: a result for each job, and the change of each workspace. */
export function readBatch(jobs: readonly AppendJob[], row: AppendRow): BatchOutcome {
  const written: Entry[][] = jobs.map(() => []);
  for (const [job, ord, seq, publicSeq] of row.numbers ?? []) {
    written[job]![ord] = entryOf(jobs[job]!.entries[ord]!, seq, publicSeq, row.at);
  }
  const results = resultsOf(jobs, written, row.refused);
  return { results, committed: committedChanges(jobs, written, row, results) };
}

/** A result for each job: its entries, unless it was refused. */
export function resultsOf(
  jobs: readonly AppendJob[],
  written: Entry[][],
  refused: AppendRow['refused'],
): AppendResult[] {
  const refusals = new Map((refused ?? []).map((refusal) => [refusal.job, refusal]));
  return jobs.map((_, job): AppendResult => {
    const refusal = refusals.get(job);
    if (!refusal) return { kind: 'appended', entries: written[job]!, duplicate: false };
    if (refusal.status === null) return { kind: 'missing' };
    return { kind: 'refused', status: refusal.status, assignee_id: refusal.assignee_id };
  });
}

function committedChanges(
  jobs: readonly AppendJob[],
  written: Entry[][],
  row: AppendRow,
  results: readonly AppendResult[],
): CommittedChange[] {
  const entriesOf = new Map<string, Entry[]>();
  jobs.forEach((job, index) => {
    if (results[index]!.kind !== 'appended') return;
    const key = `${job.workspace_id} ${job.conversation_id}`;
    const list = entriesOf.get(key);
    if (list) list.push(...written[index]!);
    else entriesOf.set(key, [...written[index]!]);
  });
  const byWorkspace = new Map<string, CommittedChange>();
  for (const { workspace_id, conversation } of row.changed ?? []) {
    const committed = byWorkspace.get(workspace_id) ?? { workspace_id, rev: conversation.rev, changes: [] };
    byWorkspace.set(workspace_id, committed);
    const entries = entriesOf.get(`${workspace_id} ${conversation.id}`) ?? [];
    entries.sort((a, b) => a.seq - b.seq);
    committed.changes.push({ conversation, entries, visitorVisible: isVisitorVisible(entries) });
  }
  return [...byWorkspace.values()];
}

/** [E5] A change without entries is a read mark or a status; one with internal entries alone shows nothing. */
export const isVisitorVisible = (entries: readonly Entry[]): boolean =>
  entries.length === 0 || entries.some((entry) => entry.public_seq !== null);

export function entryOf(entry: NewEntry, seq: number, publicSeq: number | null, at: string): Entry {
  const { type, sender, client_id, body } = entry;
  return { seq, public_seq: publicSeq, type, sender, client_id, body, created_at: at };
}
