import { sql } from 'drizzle-orm';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Database } from '../db/database.ts';
import { CONVERSATION_JSON } from './append-statement.ts';

interface Key {
  workspace_id: string;
  conversation_id: string;
}

/** Conversations as they stand now, by id. */
export async function readConversations(
  { orm }: Pick<Database, 'orm'>,
  keys: readonly Key[],
): Promise<Map<string, Conversation>> {
  const wanted = keys.map(({ workspace_id, conversation_id }) => ({ workspace_id, conversation_id }));
  const rows = await orm.execute<{ conversation: Conversation }>(sql`
    select ${sql.raw(CONVERSATION_JSON)} as conversation
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as k(workspace_id uuid, conversation_id uuid)
    join conversations c on c.workspace_id = k.workspace_id and c.id = k.conversation_id
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id`);
  return new Map(rows.map(({ conversation }) => [conversation.id, conversation]));
}
