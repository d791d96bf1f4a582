import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { AgentActor } from '../identity.ts';
import { readPosition } from '../log/read-position.ts';
import type { Services } from '../services.ts';
import { reachableBy, selectConversations } from './access.ts';

export const VIEWS = ['waiting', 'mine', 'team', 'open', 'snoozed', 'ended', 'all'] as const;
export type View = (typeof VIEWS)[number];

export interface ListConversationsInput {
  view: View;
  /** Of this team alone. */
  team_id?: string | undefined;
  /** With this tag alone. */
  tag_id?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface ConversationList {
  epoch: string;
  rev: number;
  conversations: Conversation[];
  next: string | null;
}

const PAGE = 50;

/**
 * A page of an agent's list: unfinished ones oldest first, since they wait longest; ended ones and all newest first.
 * The position is read before the page, so that following it from there can repeat a change but never miss one.
 */
export async function listConversations(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { view, team_id, tag_id, cursor, limit = PAGE }: ListConversationsInput,
): Promise<ConversationList> {
  const position = await readPosition(db, actor.workspaceId);
  const newestFirst = view === 'ended' || view === 'all';
  const where = sql`${reachableBy(actor)} and ${inView(view, actor)} ${narrowed({ team_id, tag_id })} ${beyond(cursor, newestFirst)}`;
  const direction = newestFirst ? sql`desc` : sql`asc`;
  const rows = await selectConversations(
    db,
    where,
    sql`order by c.created_at ${direction}, c.id ${direction} limit ${limit + 1}`,
  );
  const conversations = rows.slice(0, limit);
  const last = conversations.at(-1);
  const next = rows.length > limit && last ? `${Date.parse(last.created_at)}_${last.id}` : null;
  return { ...position, conversations, next };
}

function inView(view: View, { memberId }: AgentActor): SQL {
  switch (view) {
    case 'waiting':
      return sql`c.status = 'waiting'`;
    case 'mine':
      return sql`c.status in ('waiting', 'open') and c.assignee_id = ${memberId}`;
    case 'team':
      return sql`c.status <> 'ended' and c.team_id in (
        select m.team_id from team_members m where m.workspace_id = c.workspace_id and m.member_id = ${memberId})`;
    case 'snoozed':
      return sql`c.status = 'snoozed' and c.assignee_id = ${memberId}`;
    case 'open':
      return sql`c.status in ('open', 'snoozed')`;
    case 'ended':
      return sql`c.status = 'ended'`;
    case 'all':
      return sql`true`;
  }
}

const narrowed = ({ team_id, tag_id }: Pick<ListConversationsInput, 'team_id' | 'tag_id'>): SQL =>
  sql`${team_id ? sql`and c.team_id = ${team_id}` : sql``}
    ${tag_id ? sql`and c.tag_ids @> array[${tag_id}::uuid] and c.tag_ids <> '{}'` : sql``}`;

const CURSOR = /^(\d{1,16})_([0-9a-f-]{36})$/;

function beyond(cursor: string | undefined, newestFirst: boolean): SQL {
  if (cursor === undefined) return sql``;
  const match = CURSOR.exec(cursor);
  if (!match)
    throw new BellhopError('bad_request', 'This cursor is none of ours. Start from the first page.', {
      field: 'cursor',
    });
  const at = sql`(to_timestamp(${match[1]}::bigint / 1000.0), ${match[2]}::uuid)`;
  return newestFirst ? sql`and (c.created_at, c.id) < ${at}` : sql`and (c.created_at, c.id) > ${at}`;
}
