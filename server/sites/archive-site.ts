import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockSite } from './access.ts';
import { refuseTooMany } from './create-site.ts';
import { sites } from './tables.ts';

/** Its widget stops: the key is unknown, its visitors' sockets end. Conversations stay with the agents. */
export const archiveSite = (services: Pick<Services, 'db'>, actor: AgentActor, id: string): Promise<void> =>
  setArchived(services, actor, id, true);

export const restoreSite = (services: Pick<Services, 'db'>, actor: AgentActor, id: string): Promise<void> =>
  setArchived(services, actor, id, false);

async function setArchived(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  id: string,
  archived: boolean,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const { archivedAt, name } = await lockSite(tx, actor, id);
    if ((archivedAt !== null) === archived) return;
    if (!archived) await refuseTooMany(tx, actor.workspaceId);
    await tx
      .update(sites)
      .set({ archivedAt: archived ? new Date() : null })
      .where(and(eq(sites.workspaceId, actor.workspaceId), eq(sites.id, id)));
    const action = archived ? 'site.archived' : 'site.restored';
    await recordAudit(tx, actor, { action, target: { type: 'site', id, label: name } });
  });
}
