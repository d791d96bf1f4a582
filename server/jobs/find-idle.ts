import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

export interface IdleConversation extends Record<string, unknown> {
  id: string;
  public_seq: number;
  /** Whether it was warned and the time after that is over as well. */
  warned: boolean;
  /** For the next page. */
  created: string;
}

export interface IdleLimits {
  warnMinutes: number;
  endMinutes: number;
}

/** Where the walk through a workspace's open conversations stands. */
export type IdleCursor = Pick<IdleConversation, 'created' | 'id'>;

/**
 * A page of the open conversations whose visitor owes an answer for too long, in the order of `conversations_list`. That
 * index leads to the open ones; one on the time of the last message would make every message write all indexes anew.
 */
export const findIdle = (
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  { warnMinutes, endMinutes }: IdleLimits,
  after: IdleCursor | null,
  limit: number,
): Promise<IdleConversation[]> =>
  orm.execute<IdleConversation>(sql`
    select c.id, c.public_seq, last.type = 'idle_warned' as warned, c.created_at::text as created
    from conversations c
    cross join lateral (
      select e.type, e.created_at from entries e
      where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.public_seq is not null
        and e.type in ('message', 'idle_warned')
      order by e.public_seq desc
      limit 1
    ) last
    where c.workspace_id = ${workspaceId} and c.status = 'open' and c.waiting_since is null
      and c.last_message ->> 'sender' = 'agent'
      and (c.last_message ->> 'at')::timestamptz <= now() - make_interval(mins => ${warnMinutes})
      and last.created_at <= now() - make_interval(mins => case last.type when 'message' then ${warnMinutes}::int else ${endMinutes}::int end)
      ${after ? sql`and (c.created_at, c.id) > (${after.created}::timestamptz, ${after.id}::uuid)` : sql``}
    order by c.created_at, c.id
    limit ${limit}`);

/** Workspaces in which anything is open. */
export async function findOpenWorkspaces({ orm }: Pick<Database, 'orm'>): Promise<string[]> {
  const rows = await orm.execute<{ id: string }>(sql`
    select w.id from workspaces w
    where exists (select from conversations c where c.workspace_id = w.id and c.status = 'open')
    order by w.id`);
  return rows.map(({ id }) => id);
}
