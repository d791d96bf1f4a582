import { sql } from 'drizzle-orm';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { reachableBy, selectConversations } from './access.ts';
import { toVisitorConversation } from './projection.ts';

const MAX_CONVERSATIONS = 20;

/** A visitor's latest conversations, newest first. */
export async function listVisitorConversations(
  { db }: Pick<Services, 'db'>,
  actor: VisitorActor,
): Promise<VisitorConversation[]> {
  const latest = sql`order by c.created_at desc, c.id limit ${MAX_CONVERSATIONS}`;
  const conversations = await selectConversations(db, reachableBy(actor), latest);
  return conversations.map(toVisitorConversation);
}
