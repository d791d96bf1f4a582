import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import type { VisitorInput } from './get-visitor.ts';
import { lockVisitor, visitorTarget } from './lock-visitors.ts';
import { visitors, visitorTokens } from './tables.ts';

/** Shuts a visitor out: until they are unblocked their tokens are refused, and their sockets close at once. Idempotent. */
export async function blockVisitor(
  services: Pick<Services, 'db' | 'bus'>,
  actor: AgentActor,
  { visitor_id }: VisitorInput,
): Promise<void> {
  await services.db.orm.transaction((tx) => setBlocked(tx, actor, visitor_id, true));
  services.bus.publish({ kind: 'revoked', scope: 'visitor', id: visitor_id });
}

export async function unblockVisitor(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { visitor_id }: VisitorInput,
): Promise<void> {
  await db.orm.transaction((tx) => setBlocked(tx, actor, visitor_id, false));
}

async function setBlocked(tx: Transaction, actor: AgentActor, id: string, blocked: boolean): Promise<void> {
  const before = await lockVisitor(tx, actor.workspaceId, id);
  if ((before.blockedAt !== null) === blocked) return;
  await tx
    .update(visitors)
    .set({ blockedAt: blocked ? sql`now()` : null })
    .where(and(eq(visitors.workspaceId, actor.workspaceId), eq(visitors.id, id)));
  await recordAudit(tx, actor, {
    action: blocked ? 'visitor.blocked' : 'visitor.unblocked',
    target: visitorTarget(id),
  });
}

export async function tokensOf(tx: Transaction, workspaceId: string, visitorId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: visitorTokens.id })
    .from(visitorTokens)
    .where(and(eq(visitorTokens.workspaceId, workspaceId), eq(visitorTokens.visitorId, visitorId)));
  return rows.map(({ id }) => id);
}

export function publishRevoked({ bus }: Pick<Services, 'bus'>, tokens: readonly string[]): void {
  for (const id of tokens) bus.publish({ kind: 'revoked', scope: 'visitor_token', id });
}
