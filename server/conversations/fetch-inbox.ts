import { sql } from 'drizzle-orm';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import { MAX_PAGE_ENTRIES } from '../../shared/protocol/limits.ts';
import type { InboxPage } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import { changedIds } from '../log/changed-ids.ts';
import { readPosition } from '../log/read-position.ts';
import type { Services } from '../services.ts';
import { reachableBy, selectConversations } from './access.ts';

export interface FetchInboxInput {
  epoch: string;
  after: number;
  limit?: number | undefined;
}

/** [R4] The conversations that changed after a position, each as it stands now. */
export async function fetchInbox(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { epoch, after, limit = MAX_PAGE_ENTRIES }: FetchInboxInput,
): Promise<InboxPage> {
  const position = await readPosition(db, actor.workspaceId);
  if (position.epoch !== epoch || after > position.rev) {
    return { reset: true, ...position, conversations: [], more: false };
  }
  const rows = await changedAfter(db, actor, after, limit + 1);
  const more = rows.length > limit;
  const page = more ? await wholeRevs(db, actor, rows, limit, after) : rows;
  return { reset: false, epoch, rev: more ? page.at(-1)!.rev : position.rev, conversations: page, more };
}

const changedAfter = (db: Services['db'], actor: AgentActor, after: number, limit: number) =>
  selectConversations(
    db,
    sql`${reachableBy(actor)} and c.id in (${changedIds(actor.workspaceId, after)})`,
    sql`order by c.rev, c.id limit ${limit}`,
  );

/**
 * One transaction can change many conversations; a page never ends in the middle of one, or the rest would be missed.
 * A transaction larger than a page is a page of its own.
 */
async function wholeRevs(
  db: Services['db'],
  actor: AgentActor,
  rows: Conversation[],
  limit: number,
  after: number,
): Promise<Conversation[]> {
  const cut = rows[limit]!.rev;
  const page = rows.filter(({ rev }) => rev < cut);
  if (page.length > 0) return page;
  const changed = sql`c.id in (${changedIds(actor.workspaceId, after)})`;
  return selectConversations(db, sql`${reachableBy(actor)} and c.rev = ${cut} and ${changed}`);
}
