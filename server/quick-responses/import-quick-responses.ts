import type { ImportReport, ResponseImport } from '../../shared/protocol/quick-responses.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { isShared, visibleTo } from './access.ts';
import { beginPersonal, beginShared, holdTeams, requireRoom, type TeamName } from './begin-change.ts';
import { planImport, type Known, type Plan } from './plan-import.ts';
import { readImport } from './read-import.ts';
import { quickResponses } from './tables.ts';
import { writeImport } from './write-import.ts';

type Given = Pick<Services, 'db'>;

const WRONG_SHOWN = 100;

/** All of the file becomes the member's own, whatever it was. */
export const importPersonal = (services: Given, actor: AgentActor, asked: ResponseImport) =>
  runImport(services, actor, asked, true);

/** All of the file is the workspace's, or of the team that a line names. */
export const importShared = (services: Given, actor: AgentActor, asked: ResponseImport) =>
  runImport(services, actor, asked, false);

async function runImport(
  { db }: Given,
  actor: AgentActor,
  { csv, mode }: ResponseImport,
  isPersonal: boolean,
): Promise<ImportReport> {
  const file = readImport(csv);
  return db.orm.transaction(async (tx) => {
    // A check as well: what it says is true of one moment.
    const change = isPersonal ? await beginPersonal(tx, actor) : await beginShared(tx, actor);
    const teams = isPersonal ? [] : await holdTeams(tx, actor.workspaceId);
    const plan = planImport(file, await readKnown(tx, actor, isPersonal), ownersOf(actor, isPersonal, teams));
    await requireRoom(tx, actor, isPersonal, plan.created.length);
    const done = mode === 'skip' || (mode === 'strict' && plan.wrong.length === 0);
    if (done) await write(tx, actor, plan, { change, isPersonal });
    return {
      done,
      created: plan.created.length,
      updated: plan.updated.length,
      wrong: plan.wrong.slice(0, WRONG_SHOWN),
      wrong_lines: plan.wrong.length,
    };
  });
}

const ownersOf = (actor: AgentActor, isPersonal: boolean, teams: readonly TeamName[]) =>
  isPersonal
    ? { kind: 'personal' as const, memberId: actor.memberId }
    : { kind: 'shared' as const, teams: new Map(teams.map(({ id, name }) => [name.toLowerCase(), id])) };

const readKnown = (tx: Transaction, actor: AgentActor, isPersonal: boolean): Promise<Known[]> =>
  tx
    .select({
      id: quickResponses.id,
      memberId: quickResponses.memberId,
      teamId: quickResponses.teamId,
      shortcut: quickResponses.shortcut,
      title: quickResponses.title,
    })
    .from(quickResponses)
    .where(isPersonal ? visibleTo(tx, actor) : isShared(actor.workspaceId));

async function write(
  tx: Transaction,
  actor: AgentActor,
  plan: Plan,
  { change, isPersonal }: { change: number; isPersonal: boolean },
): Promise<void> {
  const { created, updated } = plan;
  if (created.length + updated.length === 0) return;
  await writeImport(tx, actor.workspaceId, plan, change);
  if (isPersonal) return;
  await recordAudit(tx, actor, {
    action: 'quick_response.imported',
    target: { type: 'workspace', id: actor.workspaceId, label: 'Quick responses' },
    details: { created: created.length, updated: updated.length },
  });
}
