import { randomUUID } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_SITES, type NewSite } from '../../shared/protocol/sites.ts';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { Transaction } from '../setup/transaction.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { SiteRow } from './access.ts';
import { newSiteKey } from './new-site-key.ts';
import { readOrigins } from './read-origins.ts';
import { sites } from './tables.ts';

export async function createSite(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { name, allowed_origins }: NewSite,
): Promise<SiteRow> {
  const allowedOrigins = readOrigins(allowed_origins);
  const { workspaceId } = actor;
  return db.orm.transaction(async (tx) => {
    await refuseTooMany(tx, workspaceId);
    const id = randomUUID();
    const settings = defaultSettings(name);
    const [row] = await tx
      .insert(sites)
      .values({ workspaceId, id, key: newSiteKey(), name, allowedOrigins, settings })
      .returning();
    if (!row) throw new Error('The site was not stored');
    const target = { type: 'site', id, label: name };
    await recordAudit(tx, actor, {
      action: 'site.created',
      target,
      details: { allowed_origins: allowedOrigins },
    });
    return row;
  });
}

/** [S28] Archived sites do not count: what was archived by mistake must not stand in the way of a new one. */
export async function refuseTooMany(tx: Transaction, workspaceId: string): Promise<void> {
  // Its lock makes two who create at once take turns.
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
  const [live] = await tx
    .select({ count: count() })
    .from(sites)
    .where(and(eq(sites.workspaceId, workspaceId), isNull(sites.archivedAt)));
  if ((live?.count ?? 0) < MAX_SITES) return;
  throw new BellhopError('conflict', `A workspace has at most ${MAX_SITES} sites. Archive one first.`);
}
