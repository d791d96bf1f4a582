import { sql } from 'drizzle-orm';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { reachableBy, selectConversations } from './access.ts';
import { toVisitorConversation } from './projection.ts';

const MAX_CONVERSATIONS = 20;

/** When something was last said in `c`. */
export const latestWord = sql`coalesce((c.last_message ->> 'at')::timestamptz, date_trunc('milliseconds', c.created_at))`;
export const LATEST_FIRST = sql`order by ${latestWord} desc, c.id desc`;

/** A visitor's latest conversations, those with the latest word first. */
export async function listVisitorConversations(
  { db }: Pick<Services, 'db'>,
  actor: VisitorActor,
): Promise<VisitorConversation[]> {
  const latest = sql`${LATEST_FIRST} limit ${MAX_CONVERSATIONS}`;
  const conversations = await selectConversations(db, reachableBy(actor), latest);
  return conversations.map(toVisitorConversation);
}
