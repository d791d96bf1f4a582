import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ResponseUses } from '../../shared/protocol/quick-responses.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { visibleTo } from './access.ts';
import { quickResponses, quickResponseUses } from './tables.ts';

/** Counts which ones went into a message. Told again, it counts nothing; what is gone, or not theirs, counts nothing. */
export const countUses = (
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { client_id: clientId, ids }: ResponseUses,
): Promise<void> =>
  db.orm.transaction(async (tx) => {
    const { workspaceId, memberId } = actor;
    // In the order of their ids: two who count the same ones wait for each other, and never in a circle.
    const used = await tx
      .select({ id: quickResponses.id })
      .from(quickResponses)
      .where(and(visibleTo(tx, actor), inArray(quickResponses.id, ids)))
      .orderBy(asc(quickResponses.id))
      .for('no key update');
    if (used.length === 0) return;
    const fresh = await tx
      .insert(quickResponseUses)
      .values(used.map(({ id }) => ({ workspaceId, memberId, clientId, quickResponseId: id })))
      .onConflictDoNothing()
      .returning({ id: quickResponseUses.quickResponseId });
    if (fresh.length === 0) return;
    await tx
      .update(quickResponses)
      .set({ uses: sql`${quickResponses.uses} + 1` })
      .where(
        and(
          eq(quickResponses.workspaceId, workspaceId),
          inArray(
            quickResponses.id,
            fresh.map(({ id }) => id),
          ),
        ),
      );
  });
