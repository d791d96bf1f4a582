import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { mayRole } from '../../shared/authority/permissions.ts';
import type { Member, MemberDetails } from '../../shared/protocol/members.ts';
import { session, user } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { teamMembers, teams } from '../teams/tables.ts';
import { memberNotFound } from './lock-members.ts';
import { members } from './tables.ts';

type Given = Pick<Services, 'db'>;

/** Everybody who works or worked here; `MAX_MEMBERS` keeps it short. */
export async function listMembers(services: Given, actor: AgentActor): Promise<Member[]> {
  const rows = await select(services, eq(members.workspaceId, actor.workspaceId));
  return rows.map((row) => toMember(row, actor));
}

export async function getMember(
  services: Given,
  actor: AgentActor,
  { member_id }: { member_id: string },
): Promise<MemberDetails> {
  const { workspaceId } = actor;
  const [row] = await select(
    services,
    and(eq(members.workspaceId, workspaceId), eq(members.id, member_id)) as SQL,
  );
  if (!row) throw memberNotFound();
  const { db } = services;
  const inTeams = await db.orm
    .select({ id: teams.id, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.workspaceId, teamMembers.workspaceId), eq(teams.id, teamMembers.teamId)))
    .where(and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.memberId, member_id)))
    .orderBy(asc(teams.name));
  return {
    ...toMember(row, actor),
    chat_limit: row.member.chatLimit,
    sessions: isOpenTo(actor, member_id) ? await countSessions(services, row.member.userId) : null,
    teams: inTeams,
  };
}

const select = ({ db }: Given, where: SQL) =>
  db.orm
    .select({ member: members, email: user.email, twoFactor: user.twoFactorEnabled })
    .from(members)
    .innerJoin(user, eq(user.id, members.userId))
    .where(where)
    .orderBy(asc(sql`${members.deactivatedAt} is not null`), asc(members.name), asc(members.id));

type Row = Awaited<ReturnType<typeof select>>[number];

/** What is of the person: their own, and that of those who manage members. */
const isOpenTo = (actor: AgentActor, memberId: string): boolean =>
  mayRole(actor.role, 'members.manage') || actor.memberId === memberId;

const toMember = ({ member, email, twoFactor }: Row, actor: AgentActor): Member => ({
  id: member.id,
  name: member.name,
  email,
  role: member.role,
  state: member.deactivatedAt === null ? 'active' : 'deactivated',
  created_at: member.createdAt.toISOString(),
  last_seen_at: member.lastSeenAt?.toISOString() ?? null,
  two_factor: isOpenTo(actor, member.id) ? twoFactor === true : null,
});

const countSessions = ({ db }: Given, userId: string): Promise<number> =>
  db.orm.$count(session, and(eq(session.userId, userId), gt(session.expiresAt, sql`now()`)));
