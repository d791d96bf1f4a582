import type { ConversationStatus } from '../../shared/protocol/conversations.ts';
import type { Entry, EntryBody, EntryType, Sender } from '../../shared/protocol/entries.ts';
import type { WorkspaceChange } from '../bus/bus.ts';

/** An entry that is to be written. The writer numbers it. */
export interface NewEntry<T extends EntryType = EntryType> {
  type: T;
  sender: Sender;
  client_id: string | null;
  body: EntryBody<T>;
}

/** What changes on the conversation's row in the same statement. */
export interface ConversationPatch {
  status?: ConversationStatus;
  assignee_id?: string;
  assignee_name?: string;
  /** Whose queue it goes to. */
  team_id?: string;
  /** Takes the agent away; never beside `assignee_id`. */
  unassign?: true;
  /** Beside the status `snoozed`; any other status ends the snooze. */
  snoozed_until?: string;
  priority?: number;
  /** All that are on it from now on. */
  tag_ids?: readonly string[];
  /** The workspace's next number becomes that of this conversation. */
  takes_number?: true;
  /** Read positions only move forward, and never past the last public entry. */
  visitor_read?: number;
  agent_read?: number;
}

/** What must hold of the locked row; otherwise nothing of the job is written. */
export interface Expectation {
  status?: ConversationStatus[];
  unassigned?: boolean;
  assignee_id?: string;
  /** That nothing public was written since this number was read. */
  public_seq?: number;
}

/** One all-or-nothing append to one conversation. */
export interface AppendJob {
  workspace_id: string;
  conversation_id: string;
  entries: NewEntry[];
  patch?: ConversationPatch;
  expect?: Expectation;
  /** [S30] A visitor who must be there still; until the append is committed nobody erases or merges them. */
  hold_visitor?: string;
}

export type AppendResult =
  /** Written, or written before by an earlier send of the same `client_id`. */
  | { kind: 'appended'; entries: Entry[]; duplicate: boolean }
  /** The row was not as expected; this is how it stands. */
  | { kind: 'refused'; status: ConversationStatus; assignee_id: string | null }
  | { kind: 'missing' }
  /** The visitor to hold was erased. */
  | { kind: 'gone' };

/** What one committed transaction changed in one workspace: one position, one message on the bus. */
export interface CommittedChange {
  workspace_id: string;
  rev: number;
  changes: WorkspaceChange[];
}

/** A job that sets more than numbers, or expects one, shares no batch with another of its conversation. */
export const isExclusive = ({ patch, expect }: AppendJob): boolean =>
  patch !== undefined || expect?.public_seq !== undefined;
