import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Actor } from '../identity.ts';
import { CONVERSATION_JSON } from '../log/append-statement.ts';
import type { Services } from '../services.ts';

/** The only way to a conversation's row: what is missing and what is another's are the same answer (M8, S2). */
export async function findConversation(
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  id: string,
): Promise<Conversation> {
  const [conversation] = await selectConversations(db, sql`${reachableBy(actor)} and c.id = ${id}`);
  if (!conversation) throw conversationNotFound();
  return conversation;
}

/** Rows as the wire has them. `where` starts with `reachableBy`. */
export async function selectConversations(
  db: Pick<Services['db']['orm'], 'execute'> | Services['db'],
  where: SQL,
  rest: SQL = sql``,
): Promise<Conversation[]> {
  const rows = await ('orm' in db ? db.orm : db).execute<{ conversation: Conversation }>(sql`
    select ${sql.raw(CONVERSATION_JSON)} as conversation
    from conversations c
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    where ${where} ${rest}`);
  return rows.map(({ conversation }) => conversation);
}

/** A conversation is its visitor's, and every agent's of its workspace. One without a number is still being started. */
export const reachableBy = (actor: Actor): SQL =>
  actor.kind === 'agent'
    ? sql`c.workspace_id = ${actor.workspaceId} and c.number is not null`
    : sql`c.workspace_id = ${actor.workspaceId} and c.visitor_id = ${actor.visitorId} and c.number is not null`;

export const conversationNotFound = () =>
  new BellhopError('not_found', 'There is no such conversation.', { field: 'conversation_id' });
