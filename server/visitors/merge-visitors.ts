import { and, eq, or, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import {
  MAX_ATTRIBUTES,
  type VisitorAttributes,
  type VisitorDetails,
} from '../../shared/protocol/visitors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { publishRevoked, tokensOf } from './block-visitor.ts';
import { erasedVisitor } from './change-visitor.ts';
import { getVisitor, type VisitorInput } from './get-visitor.ts';
import {
  lockConversationsOf,
  lockVisitors,
  shownAnew,
  visitorTarget,
  type VisitorRow,
} from './lock-visitors.ts';
import { visitorNotFound } from './select-visitors.ts';
import { visitors, visitorTokens } from './tables.ts';

export interface MergeInput extends VisitorInput {
  /** Who is no visitor of their own afterwards. */
  duplicate_id: string;
}

/**
 * Makes two visitors one: conversations and tokens of the duplicate become the other's. The log is not touched, its
 * entries keep who wrote them. A merge that was done is done; one the other way round is refused.
 */
export async function mergeVisitors(
  services: Services,
  actor: AgentActor,
  { visitor_id, duplicate_id }: MergeInput,
): Promise<VisitorDetails> {
  const { workspaceId } = actor;
  if (visitor_id === duplicate_id)
    throw refused('A visitor cannot be merged into themselves. Choose another.', 'bad_request');
  const revoked = await services.log.transact(async (tx, _append, appendAll) => {
    const rows = await lockVisitors(tx, workspaceId, [visitor_id, duplicate_id]);
    const [kept, duplicate] = [rows.get(visitor_id), rows.get(duplicate_id)];
    if (!kept || !duplicate) throw visitorNotFound();
    if (duplicate.mergedInto === visitor_id) return [];
    requireMergeable(kept, duplicate);
    const tokens = await tokensOf(tx, workspaceId, duplicate_id);
    const moved = await lockConversationsOf(tx, workspaceId, duplicate_id);
    await moveAll(tx, kept, duplicate);
    await recordAudit(tx, actor, {
      action: 'visitor.merged',
      target: visitorTarget(visitor_id),
      details: { duplicate: duplicate_id, conversations: moved.length },
    });
    if (moved.length > 0) await appendAll(moved.map(({ id }) => shownAnew(workspaceId, id)));
    return kept.blockedAt || duplicate.blockedAt
      ? [...tokens, ...(await tokensOf(tx, workspaceId, visitor_id))]
      : [];
  });
  services.bus.publish({ kind: 'revoked', scope: 'visitor', id: duplicate_id });
  publishRevoked(services, revoked);
  return getVisitor(services, actor, { visitor_id });
}

function requireMergeable(kept: VisitorRow, duplicate: VisitorRow): void {
  if (kept.erasedAt !== null || duplicate.erasedAt !== null) throw erasedVisitor();
  if (kept.mergedInto !== null || duplicate.mergedInto !== null)
    throw refused('One of these visitors was merged meanwhile. Reload and look again.');
  // A token is for one site: the widget of the other would be refused with it.
  if (kept.siteId !== duplicate.siteId)
    throw refused('These visitors came to different sites. Only visitors of one site can be merged.');
}

const refused = (message: string, code: 'conflict' | 'bad_request' = 'conflict') =>
  new BellhopError(code, message, { field: 'duplicate_id' });

async function moveAll(tx: Transaction, kept: VisitorRow, duplicate: VisitorRow): Promise<void> {
  const { workspaceId, id: from } = duplicate;
  await tx.execute(sql`update conversations set visitor_id = ${kept.id}
    where workspace_id = ${workspaceId} and visitor_id = ${from}`);
  await tx
    .update(visitorTokens)
    .set({ visitorId: kept.id })
    .where(and(eq(visitorTokens.workspaceId, workspaceId), eq(visitorTokens.visitorId, from)));
  await tx.update(visitors).set(together(kept, duplicate)).where(row(kept));
  // Who was merged into the duplicate before is now one step away, never two.
  await tx
    .update(visitors)
    .set({ mergedInto: kept.id })
    .where(
      and(eq(visitors.workspaceId, workspaceId), or(eq(visitors.mergedInto, from), eq(visitors.id, from))),
    );
  await tx.update(visitors).set({ name: null, email: null, attributes: {} }).where(row(duplicate));
}

const row = ({ workspaceId, id }: VisitorRow) =>
  and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, id));

/** What the kept one has counts; the duplicate fills what is missing. Who was blocked stays blocked. */
const together = (kept: VisitorRow, duplicate: VisitorRow) => ({
  name: kept.name ?? duplicate.name,
  email: kept.email ?? duplicate.email,
  attributes: withinCap({ ...kept.attributes, ...missingFrom(kept, duplicate) }),
  createdAt: kept.createdAt < duplicate.createdAt ? kept.createdAt : duplicate.createdAt,
  lastSeenAt: kept.lastSeenAt > duplicate.lastSeenAt ? kept.lastSeenAt : duplicate.lastSeenAt,
  blockedAt: kept.blockedAt ?? duplicate.blockedAt,
});

const missingFrom = (kept: VisitorRow, duplicate: VisitorRow): VisitorAttributes =>
  Object.fromEntries(
    Object.entries(duplicate.attributes).filter(([name]) => !Object.hasOwn(kept.attributes, name)),
  );

const withinCap = (attributes: VisitorAttributes): VisitorAttributes =>
  Object.fromEntries(Object.entries(attributes).slice(0, MAX_ATTRIBUTES));
