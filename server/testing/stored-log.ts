import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { CONVERSATION_JSON, ENTRY_JSON } from '../log/append-statement.ts';
import type { StoredEntry } from './log-checker.ts';

/** An entry with what the wire does not show: its position and the transaction that wrote it. */
export interface LoggedEntry {
  conversation_id: string;
  rev: number;
  transaction: string;
  entry: Entry;
}

/** All that a workspace's log holds. */
export interface StoredLog {
  rev: number;
  conversations: Conversation[];
  /** By conversation, ascending. */
  entries: LoggedEntry[];
}

export async function readStoredLog({ orm }: Pick<Database, 'orm'>, workspaceId: string): Promise<StoredLog> {
  const [position] = await orm.execute<{ rev: number }>(
    sql`select rev from workspaces where id = ${workspaceId}`,
  );
  const conversations = await orm.execute<{ conversation: Conversation }>(sql`
    select ${sql.raw(CONVERSATION_JSON)} as conversation
    from conversations c join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    where c.workspace_id = ${workspaceId} order by c.id`);
  const entries = await orm.execute<LoggedEntry & Record<string, unknown>>(sql`
    select e.conversation_id, e.rev, e.xmin::text as transaction, ${sql.raw(ENTRY_JSON)} as entry
    from entries e where e.workspace_id = ${workspaceId} order by e.conversation_id, e.seq`);
  return {
    rev: position!.rev,
    conversations: conversations.map(({ conversation }) => conversation),
    entries: [...entries],
  };
}

/** What the checker compares with. */
export const storedEntries = ({ entries }: Pick<StoredLog, 'entries'>): StoredEntry[] =>
  entries.map(({ conversation_id, entry }) => ({
    conversation_id,
    seq: entry.seq,
    public_seq: entry.public_seq,
    sender_id: entry.sender.id,
    client_id: entry.client_id,
  }));
