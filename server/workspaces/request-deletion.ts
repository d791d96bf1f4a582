import { and, eq, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { DeletionRequest, WorkspaceDeletion } from '../../shared/protocol/workspaces.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { lockMembers } from '../members/lock-members.ts';
import { requireStill } from '../members/member-rules.ts';
import { calledOffMail, deletionMail } from './deletion-mail.ts';
import { mailOwners, type MailingServices } from './mail-owners.ts';
import { readDeletion } from './read-deletion.ts';
import { workspaceDeletions, workspaces } from './tables.ts';

/** Notes that the workspace is to be deleted. Until the day it can be called off; then `server/jobs` removes it. */
export async function requestDeletion(
  services: MailingServices,
  actor: AgentActor,
  { name: typed, delay_days }: DeletionRequest,
): Promise<WorkspaceDeletion> {
  const { workspaceId } = actor;
  const { name, deleteAt } = await services.db.orm.transaction(async (tx) => {
    const workspace = await lockAsOwner(tx, actor);
    if (inOneSpelling(typed) !== inOneSpelling(workspace.name)) throw otherName();
    const [made] = await tx
      .insert(workspaceDeletions)
      .values({
        workspaceId,
        requestedBy: actor.memberId,
        requestedByName: actor.name,
        deleteAt: sql`now() + make_interval(days => ${delay_days}::int)`,
      })
      .onConflictDoNothing()
      .returning({ deleteAt: workspaceDeletions.deleteAt });
    if (!made) throw askedAlready();
    const details = { delay_days, delete_at: made.deleteAt.toISOString() };
    await record(tx, actor, workspace.name, 'workspace.deletion_requested', details);
    return { name: workspace.name, deleteAt: made.deleteAt };
  });
  const words = { workspace: name, workspaceId, by: actor.name, deleteAt };
  await mailOwners(services, actor, deletionMail(services.config, words));
  return readDeletion(services, actor);
}

/** Whatever was asked for, the workspace stays. Answers alike when nothing was. */
export async function callOffDeletion(services: MailingServices, actor: AgentActor): Promise<void> {
  const name = await services.db.orm.transaction(async (tx) => {
    const workspace = await lockAsOwner(tx, actor);
    const gone = await tx
      .delete(workspaceDeletions)
      .where(and(eq(workspaceDeletions.workspaceId, actor.workspaceId), isNull(workspaceDeletions.shutAt)))
      .returning({ id: workspaceDeletions.workspaceId });
    if (gone.length === 0) return null;
    await record(tx, actor, workspace.name, 'workspace.deletion_called_off', {});
    return workspace.name;
  });
  if (name !== null) await mailOwners(services, actor, calledOffMail({ workspace: name, by: actor.name }));
}

/** The workspace, locked against a rename and a second request. */
async function lockAsOwner(tx: Transaction, actor: AgentActor): Promise<{ name: string }> {
  const { actor: self } = await lockMembers(tx, actor, actor.memberId);
  requireStill(self, 'workspace.own');
  const [workspace] = await tx
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, actor.workspaceId))
    .for('no key update');
  if (!workspace) throw new BellhopError('not_found', 'There is no such workspace.');
  return workspace;
}

/** What looks the same on the screen counts as the same. */
const inOneSpelling = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim();

const otherName = () =>
  new BellhopError('bad_request', 'This is not the name of the workspace. Type it as it is shown.', {
    field: 'name',
  });

const askedAlready = () =>
  new BellhopError(
    'conflict',
    'This workspace is to be deleted already. Call that off to choose another day.',
  );

const record = (
  tx: Transaction,
  actor: AgentActor,
  label: string,
  action: `workspace.${string}`,
  details: Record<string, unknown>,
) => recordAudit(tx, actor, { action, target: { type: 'workspace', id: actor.workspaceId, label }, details });
