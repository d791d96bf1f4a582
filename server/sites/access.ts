import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../setup/transaction.ts';
import { retiredSiteKeys, sites } from './tables.ts';

export type SiteRow = typeof sites.$inferSelect;
export type RetiredKey = Pick<typeof retiredSiteKeys.$inferSelect, 'siteId' | 'key' | 'validUntil'>;

type Reader = Pick<Database['orm'], 'select'>;
type Tenant = Pick<AgentActor, 'workspaceId'>;

const isOne = ({ workspaceId }: Tenant, id: string) =>
  and(eq(sites.workspaceId, workspaceId), eq(sites.id, id));

/** A site of the actor's workspace, archived or not. Missing and foreign are the same answer. */
export async function findSite(db: Reader, actor: Tenant, id: string): Promise<SiteRow> {
  const [row] = await db.select().from(sites).where(isOne(actor, id));
  return row ?? missing();
}

export async function lockSite(tx: Transaction, actor: Tenant, id: string): Promise<SiteRow> {
  const [row] = await tx.select().from(sites).where(isOne(actor, id)).for('update');
  return row ?? missing();
}

/** For what makes no sense on an archived one. */
export async function lockLiveSite(tx: Transaction, actor: Tenant, id: string): Promise<SiteRow> {
  const row = await lockSite(tx, actor, id);
  if (row.archivedAt === null) return row;
  throw new BellhopError('conflict', 'This site is archived. Bring it back first.');
}

/** Those that still work, of one site or of all; the one that ends last comes last. */
export const findRetiredKeys = (
  db: Reader,
  { workspaceId }: Tenant,
  siteId?: string,
): Promise<RetiredKey[]> =>
  db
    .select({
      siteId: retiredSiteKeys.siteId,
      key: retiredSiteKeys.key,
      validUntil: retiredSiteKeys.validUntil,
    })
    .from(retiredSiteKeys)
    .where(
      and(
        eq(retiredSiteKeys.workspaceId, workspaceId),
        gt(retiredSiteKeys.validUntil, sql`now()`),
        siteId === undefined ? undefined : eq(retiredSiteKeys.siteId, siteId),
      ),
    )
    .orderBy(asc(retiredSiteKeys.validUntil), asc(retiredSiteKeys.key));

/** What somebody changed meanwhile is never overwritten unseen. */
export function refuseStale(known: number, current: number): void {
  if (known === current) return;
  throw new BellhopError(
    'conflict',
    'Somebody changed this after you opened it. Look at their changes, then save yours again.',
    { field: 'version' },
  );
}

function missing(): never {
  throw new BellhopError('not_found', 'There is nothing here, or it is not yours to see.');
}
