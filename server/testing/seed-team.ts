import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { agentLeases } from '../routing/tables.ts';
import { teamMembers, teams } from '../teams/tables.ts';
import { seedAgent, seedVisitor, type Seed } from './seed.ts';

type Orm = Pick<Database, 'orm'>;
type TeamGiven = Partial<typeof teams.$inferInsert>;

const FAR = sql`now() + interval '1 hour'`;

/** A team of agents who are all there. */
export async function seedTeam(
  db: Orm,
  { workspaceId }: Seed,
  names: readonly string[],
  given: TeamGiven = {},
): Promise<{ teamId: string; agents: AgentActor[] }> {
  const teamId = randomUUID();
  await db.orm.insert(teams).values({
    workspaceId,
    id: teamId,
    name: `Team ${teamId.slice(0, 8)}`,
    strategy: 'least_busy',
    ...given,
  });
  const agents = await Promise.all(names.map((name) => seedAgent(db, workspaceId, name)));
  await joinTeam(db, workspaceId, teamId, agents);
  for (const { memberId } of agents)
    await db.orm.insert(agentLeases).values({ workspaceId, memberId, nodeId: randomUUID(), until: FAR });
  return { teamId, agents };
}

export async function joinTeam(
  { orm }: Orm,
  workspaceId: string,
  teamId: string,
  agents: readonly AgentActor[],
): Promise<void> {
  const rows = agents.map(({ memberId }, position) => ({ workspaceId, teamId, memberId, position }));
  if (rows.length > 0) await orm.insert(teamMembers).values(rows);
}

/** Chats that wait in the queue of a team, a second apart, the first one first. */
export async function seedWaiting(db: Orm, seed: Seed, teamId: string, count: number): Promise<string[]> {
  const visitor = await seedVisitor(db, seed);
  const ids = Array.from({ length: count }, () => randomUUID());
  await db.orm.execute(sql`
    insert into conversations (workspace_id, id, site_id, visitor_id, team_id, number, queued_at, created_at)
    select ${seed.workspaceId}, c.id, ${seed.siteId}, ${visitor.visitorId}, ${teamId},
      (select coalesce(max(number), 0) from conversations where workspace_id = ${seed.workspaceId}) + c.at,
      now() - interval '1 day' + make_interval(secs => c.at), now()
    from jsonb_to_recordset(${JSON.stringify(ids.map((id, at) => ({ id, at: at + 1 })))}::jsonb) as c(id uuid, at int)`);
  return ids;
}
