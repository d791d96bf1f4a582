import { sql } from 'drizzle-orm';
import { runPrepared } from '../db/run-prepared.ts';
import type { Transaction } from '../log/run-append.ts';

/** What counts against a limit: `LOAD_RULE` tells people just this. */
export interface Load {
  load: number;
  team_load: number;
}

interface Row extends Load, Record<string, unknown> {
  member_id: string;
}

/** The loads of these agents, in all teams and in this one. Exact under the locks of the agents. */
export async function readLoads(
  tx: Pick<Transaction, 'execute'>,
  workspaceId: string,
  teamId: string,
  memberIds: readonly string[],
): Promise<Map<string, Load>> {
  const rows = await runPrepared<Row>(
    tx,
    sql`
    with agent as (
      select value::uuid as id from jsonb_array_elements_text(${JSON.stringify(memberIds)}::jsonb)
    ), held as (
      select c.assignee_id as member_id, c.team_id
      from agent join conversations c
        on c.workspace_id = ${workspaceId} and c.assignee_id = agent.id and c.status = 'open' and c.kind = 'live'
      union all
      select o.member_id, o.team_id
      from agent join offers o on o.workspace_id = ${workspaceId} and o.member_id = agent.id
    )
    select member_id, count(*)::int as load, (count(*) filter (where team_id = ${teamId}))::int as team_load
    from held group by member_id`,
  );
  return new Map(rows.map(({ member_id, load, team_load }) => [member_id, { load, team_load }]));
}
