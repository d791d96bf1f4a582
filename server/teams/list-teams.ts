import { asc, eq, sql } from 'drizzle-orm';
import type { Team } from '../../shared/protocol/teams.ts';
import type { Database } from '../db/open-database.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { teamMembers, teams } from './tables.ts';

/** Every team, with its agents in order; `MAX_TEAMS` keeps it short. */
export async function listTeams(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
): Promise<Team[]> {
  return readTeams(db.orm, workspaceId);
}

export async function readTeams(orm: Pick<Database['orm'], 'select'>, workspaceId: string): Promise<Team[]> {
  const rows = await orm
    .select()
    .from(teams)
    .where(eq(teams.workspaceId, workspaceId))
    .orderBy(asc(sql`lower(${teams.name})`), asc(teams.id));
  const inTeams = await orm
    .select({ teamId: teamMembers.teamId, memberId: teamMembers.memberId })
    .from(teamMembers)
    .where(eq(teamMembers.workspaceId, workspaceId))
    .orderBy(asc(teamMembers.position));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    strategy: row.strategy,
    sticky: row.sticky,
    offer_seconds: row.offerSeconds,
    chat_limit: row.chatLimit,
    queue_limit: row.queueLimit,
    expectation: row.expectation,
    overflow_team_id: row.overflowTeamId,
    hours: row.hours,
    member_ids: inTeams.filter(({ teamId }) => teamId === row.id).map(({ memberId }) => memberId),
  }));
}
