import { BellhopError } from '../../shared/errors.ts';
import type { VisitorDetails } from '../../shared/protocol/visitors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
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
import { moveVisitor } from './move-visitor.ts';
import { visitorNotFound } from './select-visitors.ts';

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
    await moveVisitor(tx, kept, duplicate);
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
  // [S9] Each of them proved to be somebody: of one the other's history is none of theirs.
  if (kept.subject !== null && duplicate.subject !== null)
    throw refused('The site vouched for both of these visitors, as two people. They cannot be merged.');
}

const refused = (message: string, code: 'conflict' | 'bad_request' = 'conflict') =>
  new BellhopError(code, message, { field: 'duplicate_id' });
