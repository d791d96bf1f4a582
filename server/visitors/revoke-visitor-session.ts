import { and, eq, isNull, sql } from 'drizzle-orm';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { visitorTokens } from './tables.ts';

/** Ends the token that the visitor came with; its sockets follow (C3). */
export async function revokeVisitorSession(
  services: Pick<Services, 'db' | 'bus'>,
  actor: VisitorActor,
): Promise<void> {
  await services.db.orm
    .update(visitorTokens)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(visitorTokens.workspaceId, actor.workspaceId),
        eq(visitorTokens.id, actor.tokenId),
        isNull(visitorTokens.revokedAt),
      ),
    );
  services.bus.publish({ kind: 'revoked', scope: 'visitor_token', id: actor.tokenId });
}
