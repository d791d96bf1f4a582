import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Queue } from './queue-head.ts';

interface Row extends Record<string, unknown> {
  workspace_id: string;
  team_id: string;
}

const toQueue = ({ workspace_id, team_id }: Row): Queue => ({ workspaceId: workspace_id, teamId: team_id });

/** Queues in which somebody waits whom nobody was asked for. */
export async function findWaitingQueues({ orm }: Pick<Database, 'orm'>): Promise<Queue[]> {
  const rows = await orm.execute<Row>(sql`
    select distinct c.workspace_id, c.team_id from conversations c
    where c.status = 'waiting' and c.assignee_id is null and c.team_id is not null
      and not exists (select 1 from offers o where o.workspace_id = c.workspace_id and o.conversation_id = c.id)`);
  return rows.map(toQueue);
}

/** The queues that an agent serves. */
export async function findQueuesOf(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  memberId: string,
): Promise<Queue[]> {
  const rows = await orm.execute<Row>(sql`
    select workspace_id, team_id from team_members where workspace_id = ${workspaceId} and member_id = ${memberId}`);
  return rows.map(toQueue);
}
