import { and, eq, lte, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_RETIRED_KEYS } from '../../shared/protocol/sites.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { findRetiredKeys, lockLiveSite } from './access.ts';
import { newSiteKey } from './new-site-key.ts';
import { retiredSiteKeys, sites } from './tables.ts';

/** A new key; the old one works on for the grace, then answers like any key that nobody has. */
export async function rotateSiteKey(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  id: string,
  graceDays: number,
): Promise<void> {
  const { workspaceId } = actor;
  await db.orm.transaction(async (tx) => {
    const { key: oldKey, name } = await lockLiveSite(tx, actor, id);
    await tx
      .delete(retiredSiteKeys)
      .where(
        and(
          eq(retiredSiteKeys.workspaceId, workspaceId),
          eq(retiredSiteKeys.siteId, id),
          lte(retiredSiteKeys.validUntil, sql`now()`),
        ),
      );
    if (graceDays > 0) {
      if ((await findRetiredKeys(tx, actor, id)).length >= MAX_RETIRED_KEYS) throw tooManyKeys();
      const validUntil = sql`now() + make_interval(days => ${graceDays}::int)`;
      await tx.insert(retiredSiteKeys).values({ workspaceId, key: oldKey, siteId: id, validUntil });
    }
    await tx
      .update(sites)
      .set({ key: newSiteKey() })
      .where(and(eq(sites.workspaceId, workspaceId), eq(sites.id, id)));
    await recordAudit(tx, actor, {
      action: 'site.key_rotated',
      target: { type: 'site', id, label: name },
      details: { grace_days: graceDays },
    });
  });
}

const tooManyKeys = () =>
  new BellhopError(
    'conflict',
    `${MAX_RETIRED_KEYS} old keys of this site still work. Wait until one has ended, or end the old key at once.`,
    { field: 'grace_days' },
  );
