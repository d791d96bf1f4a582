import { createHash } from 'node:crypto';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type {
  QuickResponse,
  QuickResponsePage,
  QuickResponseVersion,
} from '../../shared/protocol/quick-responses.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { sites } from '../sites/tables.ts';
import { teamMembers, teams } from '../teams/tables.ts';
import { seesEveryTeam, visibleTo } from './access.ts';
import { quickResponses } from './tables.ts';

type Given = Pick<Services, 'db'>;

const PAGE = 500;
/** Of texts, in code units; a page holds at least one response. */
const PAGE_SIZE = 256 * 1024;

/** A page of what a member may use, in no order that means anything: the console sorts. */
export async function listQuickResponses(
  { db }: Given,
  actor: AgentActor,
  after?: string,
): Promise<QuickResponsePage> {
  // Before the rows: a change in between makes them newer than the version says, and is read again.
  const { version } = await readVersion({ db }, actor);
  const rows = await readResponses({ db }, actor, after, PAGE + 1);
  const page = cut(rows);
  return {
    version,
    responses: page,
    next: page.length < rows.length ? page.at(-1)!.id : null,
    sites: await readSites({ db }, actor),
  };
}

function cut(rows: readonly QuickResponse[]): QuickResponse[] {
  let size = 0;
  let count = 0;
  for (const { text } of rows.slice(0, PAGE)) {
    size += text.length;
    if (count > 0 && size > PAGE_SIZE) break;
    count++;
  }
  return rows.slice(0, count);
}

export async function readResponses(
  { db }: Given,
  actor: AgentActor,
  after: string | undefined,
  limit: number,
): Promise<QuickResponse[]> {
  const rows = await db.orm
    .select({
      id: quickResponses.id,
      memberId: quickResponses.memberId,
      team: { id: teams.id, name: teams.name },
      shortcut: quickResponses.shortcut,
      title: quickResponses.title,
      folder: quickResponses.folder,
      text: quickResponses.text,
      uses: quickResponses.uses,
    })
    .from(quickResponses)
    .leftJoin(
      teams,
      and(eq(teams.workspaceId, quickResponses.workspaceId), eq(teams.id, quickResponses.teamId)),
    )
    .where(and(visibleTo(db.orm, actor), after === undefined ? undefined : gt(quickResponses.id, after)))
    .orderBy(asc(quickResponses.id))
    .limit(limit);
  return rows.map(({ memberId, team, ...rest }) => ({
    ...rest,
    team,
    scope: memberId ? 'personal' : team ? 'team' : 'workspace',
  }));
}

const readSites = ({ db }: Given, { workspaceId }: AgentActor) =>
  db.orm
    .select({
      id: sites.id,
      name: sql<string>`coalesce(nullif(${sites.name}, ''), ${sites.settings} ->> 'name', '')`,
    })
    .from(sites)
    .where(eq(sites.workspaceId, workspaceId))
    .orderBy(asc(sites.id));

/**
 * Changes with everything that the pages say but for counts of uses. How many there are and the number of the latest change
 * tell every change apart, since numbers only grow; the teams tell when others come into sight.
 */
export async function readVersion({ db }: Given, actor: AgentActor): Promise<QuickResponseVersion> {
  const [responses] = await db.orm
    .select({
      count: sql<number>`count(*)::int`,
      last: sql<number>`coalesce(max(${quickResponses.change}), 0)::float8`,
    })
    .from(quickResponses)
    .where(visibleTo(db.orm, actor));
  const seen = await readTeamsSeen({ db }, actor);
  const parts = [responses, seen, await readSites({ db }, actor)];
  return { version: createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22) };
}

function readTeamsSeen({ db }: Given, actor: AgentActor) {
  const { workspaceId, memberId } = actor;
  const columns = { id: teams.id, name: teams.name };
  if (seesEveryTeam(actor))
    return db.orm.select(columns).from(teams).where(eq(teams.workspaceId, workspaceId)).orderBy(teams.id);
  return db.orm
    .select(columns)
    .from(teams)
    .innerJoin(
      teamMembers,
      and(eq(teamMembers.workspaceId, teams.workspaceId), eq(teamMembers.teamId, teams.id)),
    )
    .where(and(eq(teams.workspaceId, workspaceId), eq(teamMembers.memberId, memberId)))
    .orderBy(teams.id);
}
