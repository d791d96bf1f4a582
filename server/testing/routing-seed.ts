import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import { teams } from '../teams/tables.ts';
import { joinTeam, seedTeam } from './seed-team.ts';
import { seedAgent, seedVisitor, seedWorkspace } from './seed.ts';

export interface RoutingSeed {
  workspaceId: string;
  visitors: VisitorActor[];
  teamIds: string[];
  /** How many chats of a team an agent takes; null for as many as of all. */
  teamLimits: Map<string, number | null>;
  agents: AgentActor[];
}

const TEAMS = [
  { strategy: 'least_busy', chatLimit: 2 },
  { strategy: 'priority', offerSeconds: 600, queueLimit: 4 },
  { strategy: 'round_robin' },
  { strategy: 'least_busy', offerSeconds: 600, sticky: true, queueLimit: 4 },
] as const;
/** Who takes over from whom, by their place in TEAMS. */
const OVERFLOWS = [
  [1, 0],
  [3, 2],
] as const;

/** Few enough to come again, for teams that are sticky. */
const VISITORS = 30;

/** Four teams of all kinds. Everybody is in one of them, every third in a second one too. */
export async function seedRoutingDay(db: Database, count: number): Promise<RoutingSeed> {
  const seed = await seedWorkspace(db);
  const { workspaceId } = seed;
  const agents: AgentActor[] = [];
  for (let at = 0; at < count; at++) agents.push(await seedAgent(db, workspaceId, `Agent ${at}`));
  const teamIds: string[] = [];
  for (const [at, team] of TEAMS.entries()) {
    const { teamId } = await seedTeam(db, seed, [], team);
    teamIds.push(teamId);
    const those = agents.filter(
      (_, agent) => agent % 4 === at || (agent % 3 === 0 && (agent + 1) % 4 === at),
    );
    await joinTeam(db, workspaceId, teamId, those);
  }
  for (const [from, to] of OVERFLOWS)
    await db.orm.update(teams).set({ overflowTeamId: teamIds[to]! }).where(eq(teams.id, teamIds[from]!));
  const teamLimits = new Map(
    teamIds.map((id, at) => [id, 'chatLimit' in TEAMS[at]! ? TEAMS[at].chatLimit : null]),
  );
  const visitors: VisitorActor[] = [];
  for (let at = 0; at < VISITORS; at++) visitors.push(await seedVisitor(db, seed));
  return { workspaceId, visitors, teamIds, teamLimits, agents };
}
