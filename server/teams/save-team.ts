import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Team, TeamRequest } from '../../shared/protocol/teams.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { lockMembers } from '../members/lock-members.ts';
import { requireStill } from '../members/member-rules.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { renewSettingsVersion } from '../settings/site-hours.ts';
import { sites } from '../sites/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { emptyTeam } from './empty-team.ts';
import { readTeams } from './list-teams.ts';
import { teamMembers, teams } from './tables.ts';

/** [S28] How many teams a workspace has at most. */
export const MAX_TEAMS = 50;

type Given = Pick<Services, 'db'>;
type Telling = Pick<Services, 'db' | 'bus'>;

export const createTeam = ({ db }: Given, actor: AgentActor, input: TeamRequest): Promise<Team> =>
  db.orm.transaction(async (tx) => {
    const known = await begin(tx, actor);
    if (known.length >= MAX_TEAMS)
      throw new BellhopError('conflict', `A workspace has at most ${MAX_TEAMS} teams. Delete one first.`);
    const id = randomUUID();
    await check(tx, actor, known, id, input);
    await tx.insert(teams).values({ workspaceId: actor.workspaceId, id, ...columnsOf(input) });
    return finish(tx, actor, id, input, 'team.created');
  });

export async function changeTeam(
  { db, bus }: Telling,
  actor: AgentActor,
  { team_id: id, ...input }: TeamRequest & { team_id: string },
): Promise<Team> {
  const { workspaceId } = actor;
  const { team, settings } = await db.orm.transaction(async (tx) => {
    const known = await begin(tx, actor);
    const before = known.find((one) => one.id === id);
    if (!before) throw teamNotFound();
    await check(tx, actor, known, id, input);
    await tx.update(teams).set(columnsOf(input)).where(isTeam(actor, id));
    const isTold = !isDeepStrictEqual(before.hours, input.hours);
    return {
      team: await finish(tx, actor, id, input, 'team.changed'),
      settings: isTold ? await renewSettingsVersion(tx, workspaceId) : null,
    };
  });
  bus.publish({ kind: 'team', workspaceId, teamId: id });
  if (settings !== null) bus.publish({ kind: 'settings', workspaceId, version: settings });
  return team;
}

const MAX_TRIES = 5;

/**
 * Sites whose default team it was have none from then on; its conversations go to the team that takes over, or to the
 * workspace. They are locked before the workspace, so they move first; one that comes in between makes it another try.
 */
export async function deleteTeam(
  { db, bus, log }: Telling & Pick<Services, 'log'>,
  actor: AgentActor,
  { team_id: id }: { team_id: string },
): Promise<void> {
  const { workspaceId } = actor;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const known = await db.orm.transaction((tx) => begin(tx, actor));
    const gone = known.find((team) => team.id === id);
    if (!gone) throw teamNotFound();
    const heir = known.find((team) => team.id === gone.overflow_team_id) ?? null;
    await emptyTeam({ log }, workspaceId, id, heir);
    const version = await removeTeam(log, actor, id);
    if (version === null) continue;
    bus.publish({ kind: 'settings', workspaceId, version });
    return;
  }
  throw new BellhopError('unavailable', 'Chats are still coming in. Try again.', { retry_after: 1 });
}

/** The settings' new version; null while it has conversations. Those that begin wait for the team's lock. */
function removeTeam(log: Services['log'], actor: AgentActor, id: string): Promise<number | null> {
  const { workspaceId } = actor;
  return log.transact(async (tx) => {
    await tx.select({ id: teams.id }).from(teams).where(isTeam(actor, id)).for('update');
    const gone = (await begin(tx, actor)).find((team) => team.id === id);
    if (!gone) throw teamNotFound();
    const [left] = await tx.execute(
      sql`select 1 from conversations where workspace_id = ${workspaceId} and team_id = ${id} limit 1`,
    );
    if (left) return null;
    await tx
      .update(teams)
      .set({ overflowTeamId: null })
      .where(and(eq(teams.workspaceId, workspaceId), eq(teams.overflowTeamId, id)));
    await tx
      .update(sites)
      .set({ defaultTeamId: null })
      .where(and(eq(sites.workspaceId, workspaceId), eq(sites.defaultTeamId, id)));
    await tx.delete(teams).where(isTeam(actor, id));
    await recordAudit(tx, actor, { action: 'team.deleted', target: { type: 'team', id, label: gone.name } });
    return renewSettingsVersion(tx, workspaceId);
  });
}

const teamNotFound = () => new BellhopError('not_found', 'There is no such team.');

const isTeam = (actor: AgentActor, id: string) =>
  and(eq(teams.workspaceId, actor.workspaceId), eq(teams.id, id));

/** The workspace's teams, locked against others who change them: names, caps and overflows hold together. */
async function begin(tx: Transaction, actor: AgentActor): Promise<Team[]> {
  const { actor: self } = await lockMembers(tx, actor, actor.memberId);
  requireStill(self, 'teams.manage');
  await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, actor.workspaceId))
    .for('no key update');
  return readTeams(tx, actor.workspaceId);
}

async function check(
  tx: Transaction,
  { workspaceId }: AgentActor,
  known: readonly Team[],
  id: string,
  { name, overflow_team_id, member_ids }: TeamRequest,
): Promise<void> {
  const others = known.filter((team) => team.id !== id);
  if (others.some((team) => team.name.toLowerCase() === name.toLowerCase()))
    throw refused('name', 'Another team has this name.');
  if (overflow_team_id !== null && !others.some((team) => team.id === overflow_team_id))
    throw refused('overflow_team_id', 'Choose another team of this workspace.');
  if (leadsBack(others, id, overflow_team_id))
    throw refused('overflow_team_id', 'That team overflows into this one: chats would go in a circle.');
  const found = await tx.$count(
    members,
    and(eq(members.workspaceId, workspaceId), inArray(members.id, member_ids)),
  );
  if (found !== member_ids.length) throw refused('member_ids', 'Choose members of this workspace.');
}

function leadsBack(others: readonly Team[], id: string, next: string | null): boolean {
  // Ends: none of the others is in a circle, and this one ends it.
  for (let at = next; at !== null;) {
    if (at === id) return true;
    at = others.find((team) => team.id === at)?.overflow_team_id ?? null;
  }
  return false;
}

const refused = (field: string, message: string) => new BellhopError('bad_request', message, { field });

const columnsOf = (input: TeamRequest) => ({
  name: input.name,
  strategy: input.strategy,
  sticky: input.sticky,
  offerSeconds: input.offer_seconds,
  chatLimit: input.chat_limit,
  queueLimit: input.queue_limit,
  expectation: input.expectation,
  overflowTeamId: input.overflow_team_id,
  hours: input.hours,
});

async function finish(
  tx: Transaction,
  actor: AgentActor,
  id: string,
  input: TeamRequest,
  action: 'team.created' | 'team.changed',
): Promise<Team> {
  const { workspaceId } = actor;
  await tx
    .delete(teamMembers)
    .where(and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.teamId, id)));
  const rows = input.member_ids.map((memberId, position) => ({
    workspaceId,
    teamId: id,
    memberId,
    position,
  }));
  if (rows.length > 0) await tx.insert(teamMembers).values(rows);
  await recordAudit(tx, actor, {
    action,
    target: { type: 'team', id, label: input.name },
    details: { ...input },
  });
  return { id, ...input };
}
