import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorConversationPage } from '../../shared/protocol/visitors.ts';
import { reachableBy, selectConversations } from '../conversations/access.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { survivorOf, type VisitorInput } from './get-visitor.ts';

const PAGE = 30;
const CURSOR = /^\d{1,9}$/;

/** All that a visitor ever began, the latest first. */
export async function listConversationsOf(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { visitor_id, cursor }: VisitorInput & { cursor?: string | undefined },
): Promise<VisitorConversationPage> {
  if (cursor !== undefined && !CURSOR.test(cursor))
    throw new BellhopError('bad_request', 'This cursor is none of ours. Start from the first page.', {
      field: 'cursor',
    });
  const id = await survivorOf(db, actor.workspaceId, visitor_id);
  const before = cursor === undefined ? sql`` : sql`and c.number < ${Number(cursor)}`;
  const rows = await selectConversations(
    db,
    sql`${reachableBy(actor)} and c.visitor_id = ${id} ${before}`,
    sql`order by c.number desc limit ${PAGE + 1}`,
  );
  const conversations = rows.slice(0, PAGE);
  return { conversations, next: rows.length > PAGE ? String(conversations.at(-1)!.number) : null };
}
