import { randomUUID } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type {
  PersonalResponseRequest,
  QuickResponse,
  SharedResponseRequest,
} from '../../shared/protocol/quick-responses.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { isPersonalOf, isShared, responseNotFound, seenBeside } from './access.ts';
import { auditResponse } from './audit-response.ts';
import { beginPersonal, beginShared, holdTeams, requireRoom, type TeamName } from './begin-change.ts';
import { quickResponses } from './tables.ts';

type Given = Pick<Services, 'db'>;
type Row = typeof quickResponses.$inferSelect;
interface Named {
  quick_response_id: string;
}

export const createPersonal = (
  { db }: Given,
  actor: AgentActor,
  input: PersonalResponseRequest,
): Promise<QuickResponse> =>
  db.orm.transaction(async (tx) => {
    const change = await beginPersonal(tx, actor);
    await requireRoom(tx, actor, true, 1);
    const row = await put(tx, actor, newRow(actor, { ...input, memberId: actor.memberId, change }));
    return viewOf(row, null);
  });

export const changePersonal = (
  { db }: Given,
  actor: AgentActor,
  { quick_response_id: id, ...input }: PersonalResponseRequest & Named,
): Promise<QuickResponse> =>
  db.orm.transaction(async (tx) => {
    const change = await beginPersonal(tx, actor);
    const before = await readOne(tx, and(isPersonalOf(actor), eq(quickResponses.id, id)));
    return viewOf(await put(tx, actor, { ...before, ...input, change }), null);
  });

export const deletePersonal = ({ db }: Given, actor: AgentActor, { quick_response_id: id }: Named) =>
  db.orm.transaction(async (tx) => {
    await beginPersonal(tx, actor);
    await removeOne(tx, and(isPersonalOf(actor), eq(quickResponses.id, id)));
  });

export const createShared = (
  { db }: Given,
  actor: AgentActor,
  { team_id: teamId, ...input }: SharedResponseRequest,
): Promise<QuickResponse> =>
  db.orm.transaction(async (tx) => {
    const change = await beginShared(tx, actor);
    const team = await teamOf(tx, actor, teamId);
    await requireRoom(tx, actor, false, 1);
    const row = await put(tx, actor, newRow(actor, { ...input, teamId, change }));
    await auditResponse(tx, actor, 'created', undefined, row);
    return viewOf(row, team);
  });

export const changeShared = (
  { db }: Given,
  actor: AgentActor,
  { quick_response_id: id, team_id: teamId, ...input }: SharedResponseRequest & Named,
): Promise<QuickResponse> =>
  db.orm.transaction(async (tx) => {
    const change = await beginShared(tx, actor);
    const before = await readOne(tx, and(isShared(actor.workspaceId), eq(quickResponses.id, id)));
    const team = await teamOf(tx, actor, teamId);
    const row = await put(tx, actor, { ...before, ...input, teamId, change });
    await auditResponse(tx, actor, 'changed', before, row);
    return viewOf(row, team);
  });

export const deleteShared = ({ db }: Given, actor: AgentActor, { quick_response_id: id }: Named) =>
  db.orm.transaction(async (tx) => {
    await beginShared(tx, actor);
    const gone = await removeOne(tx, and(isShared(actor.workspaceId), eq(quickResponses.id, id)));
    await auditResponse(tx, actor, 'deleted', gone, undefined);
  });

type Where = ReturnType<typeof and>;

async function readOne(tx: Transaction, where: Where): Promise<Row> {
  const [row] = await tx.select().from(quickResponses).where(where);
  if (!row) throw responseNotFound();
  return row;
}

async function removeOne(tx: Transaction, where: Where): Promise<Row> {
  const [row] = await tx.delete(quickResponses).where(where).returning();
  if (!row) throw responseNotFound();
  return row;
}

async function teamOf(
  tx: Transaction,
  { workspaceId }: AgentActor,
  id: string | null,
): Promise<TeamName | null> {
  if (id === null) return null;
  const [team] = await holdTeams(tx, workspaceId, [id]);
  if (!team) throw new BellhopError('bad_request', 'Choose a team of this workspace.', { field: 'team_id' });
  return team;
}

const newRow = (
  { workspaceId }: AgentActor,
  given: Partial<Row> & PersonalResponseRequest & { change: number },
): Row => ({
  workspaceId,
  id: randomUUID(),
  memberId: null,
  teamId: null,
  uses: 0,
  createdAt: new Date(),
  ...given,
});

/** Writes the row, unless its shortcut means something else to somebody who would see it. */
async function put(tx: Transaction, actor: AgentActor, row: Row): Promise<Row> {
  const [other] = await tx
    .select({ title: quickResponses.title })
    .from(quickResponses)
    .where(
      and(
        seenBeside(tx, actor, row),
        eq(quickResponses.shortcut, row.shortcut),
        ne(quickResponses.id, row.id),
      ),
    )
    .limit(1);
  if (other)
    throw new BellhopError('bad_request', `“${other.title}” has this shortcut already.`, {
      field: 'shortcut',
    });
  const { teamId, shortcut, title, folder, text, change } = row;
  await tx
    .insert(quickResponses)
    .values(row)
    .onConflictDoUpdate({
      target: [quickResponses.workspaceId, quickResponses.id],
      // Not its uses: they are counted meanwhile.
      set: { teamId, shortcut, title, folder, text, change },
    });
  return row;
}

const viewOf = ({ id, memberId, shortcut, title, folder, text, uses }: Row, team: TeamName | null) => ({
  id,
  scope: memberId ? ('personal' as const) : team ? ('team' as const) : ('workspace' as const),
  team,
  shortcut,
  title,
  folder,
  text,
  uses,
});
