import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** How long an agent counts as connected after a node last held a socket of theirs; nodes say so three times as often. */
export const LEASE_SECONDS = 30;
const LEASE = sql.raw(`interval '${LEASE_SECONDS} seconds'`);

export interface ConnectedAgent {
  workspaceId: string;
  memberId: string;
}

/** This node holds a socket of these agents. */
export async function renewLeases(
  { orm }: Pick<Database, 'orm'>,
  nodeId: string,
  agents: readonly ConnectedAgent[],
): Promise<void> {
  if (agents.length === 0) return;
  const rows = agents.map(({ workspaceId, memberId }) => ({ w: workspaceId, m: memberId }));
  await orm.execute(sql`
    insert into agent_leases (workspace_id, member_id, node_id, until)
    select m.workspace_id, m.id, ${nodeId}, now() + ${LEASE}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(w uuid, m uuid)
    join members m on m.workspace_id = r.w and m.id = r.m
    order by m.workspace_id, m.id
    on conflict (workspace_id, member_id, node_id) do update set until = excluded.until`);
}

/**
 * A node starts: whoever was connected when the last one ended has the time of a lease to come back. A lease whose end
 * was dealt with has no row any more.
 */
export const extendLeases = ({ orm }: Pick<Database, 'orm'>) =>
  orm.execute(sql`update agent_leases set until = now() + ${LEASE} where until < now() + ${LEASE}`);

/** Agents whose last lease ended in the last `withinMs`, for who shows that they are not there. */
export async function findLapsed(
  { orm }: Pick<Database, 'orm'>,
  withinMs: number,
): Promise<ConnectedAgent[]> {
  const rows = await orm.execute<{ workspace_id: string; member_id: string }>(sql`
    select workspace_id, member_id from agent_leases
    group by workspace_id, member_id
    having max(until) <= now() and max(until) > now() - make_interval(secs => ${withinMs / 1000})`);
  return rows.map(({ workspace_id, member_id }) => ({ workspaceId: workspace_id, memberId: member_id }));
}
