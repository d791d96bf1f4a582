import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { PREVIEW_LENGTH } from '../../shared/protocol/limits.ts';

/** What a conversation's row says of its log, told by the log alone. */
export type FoldedRow = Pick<
  Conversation,
  | 'seq'
  | 'public_seq'
  | 'status'
  | 'assignee_id'
  | 'assignee_name'
  | 'waiting_since'
  | 'last_message'
  | 'ended_at'
  | 'visitor_read'
  | 'agent_read'
  | 'snoozed_until'
  | 'priority'
  | 'tag_ids'
>;

const EMPTY: FoldedRow = {
  seq: 0,
  public_seq: 0,
  status: 'waiting',
  assignee_id: null,
  assignee_name: null,
  waiting_since: null,
  last_message: null,
  ended_at: null,
  visitor_read: 0,
  agent_read: 0,
  snoozed_until: null,
  priority: 0,
  tag_ids: [],
};

/** The row that these entries make. Read marks are not in the log: these are the least that they can be. */
export const foldLog = (entries: readonly Entry[]): FoldedRow =>
  entries.reduce((row, entry) => afterEvent(afterNumbers(row, entry), entry), EMPTY);

function afterNumbers(row: FoldedRow, { seq, public_seq, sender }: Entry): FoldedRow {
  const at = public_seq ?? 0;
  return {
    ...row,
    seq,
    public_seq: public_seq ?? row.public_seq,
    visitor_read: sender.kind === 'visitor' ? Math.max(row.visitor_read, at) : row.visitor_read,
    agent_read: sender.kind === 'agent' ? Math.max(row.agent_read, at) : row.agent_read,
  };
}

function afterEvent(row: FoldedRow, entry: Entry): FoldedRow {
  const { type, body, created_at } = entry;
  switch (type) {
    case 'message':
      return afterMessage(row, entry);
    case 'assigned':
      return {
        ...row,
        status: 'open',
        snoozed_until: null,
        assignee_id: String(body.member_id),
        assignee_name: String(body.name),
      };
    case 'unassigned':
      return {
        ...row,
        status: 'waiting',
        snoozed_until: null,
        assignee_id: null,
        assignee_name: null,
        waiting_since: row.waiting_since ?? created_at,
      };
    case 'ended':
      return { ...row, status: 'ended', ended_at: created_at, waiting_since: null, snoozed_until: null };
    case 'reopened':
      return { ...row, status: 'waiting', ended_at: null };
    case 'snoozed':
      return { ...row, status: 'snoozed', snoozed_until: (body.until as string | null) ?? null };
    case 'woken':
      return { ...row, status: 'open', snoozed_until: null };
    case 'prioritized':
      return { ...row, priority: Number(body.priority) };
    case 'tagged':
      return { ...row, tag_ids: [...row.tag_ids, String(body.tag_id)] };
    case 'untagged':
      return { ...row, tag_ids: row.tag_ids.filter((id) => id !== body.tag_id) };
    default:
      return row;
  }
}

function afterMessage(row: FoldedRow, { sender, body, created_at }: Entry): FoldedRow {
  const text = String(body.text).slice(0, PREVIEW_LENGTH).toWellFormed();
  const last_message = { sender: sender.kind, text, at: created_at };
  if (sender.kind === 'visitor')
    return { ...row, last_message, waiting_since: row.waiting_since ?? created_at };
  return {
    ...row,
    last_message,
    waiting_since: null,
    status: row.status === 'waiting' ? 'open' : row.status,
  };
}
