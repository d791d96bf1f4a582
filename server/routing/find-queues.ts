import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Queue } from './queue-head.ts';
import { WAITS_UNASKED } from './unattended.ts';

interface Row extends Record<string, unknown> {
  workspace_id: string;
  team_id: string;
}

const toQueue = ({ workspace_id, team_id }: Row): Queue => ({ workspaceId: workspace_id, teamId: team_id });

/** Queues in which somebody waits whom nobody was asked for. */
export async function findWaitingQueues(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string | null = null,
): Promise<Queue[]> {
  const rows = await orm.execute<Row>(sql`
    select distinct c.workspace_id, c.team_id from conversations c
    where (${workspaceId}::uuid is null or c.workspace_id = ${workspaceId}) and c.team_id is not null and ${WAITS_UNASKED}`);
  return rows.map(toQueue);
}

/** The queues that an agent serves, and those of the teams that these take over from. */
export async function findQueuesOf(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  memberId: string,
): Promise<Queue[]> {
  const rows = await orm.execute<Row>(sql`
    with recursive served as (
      select tm.workspace_id, tm.team_id from team_members tm
      where tm.workspace_id = ${workspaceId} and tm.member_id = ${memberId}
      union
      select t.workspace_id, t.id from served s
      join teams t on t.workspace_id = s.workspace_id and t.overflow_team_id = s.team_id
    )
    select workspace_id, team_id from served`);
  return rows.map(toQueue);
}
