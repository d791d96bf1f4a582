import { and, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { findConversation } from '../conversations/access.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { Judged } from './choose-agent.ts';
import { routingDecisions } from './tables.ts';

/** The candidates of one decision, kept beside its entry. */
export async function readDecision(
  services: Services,
  actor: AgentActor,
  { conversation_id, seq }: { conversation_id: string; seq: number },
): Promise<{ candidates: Judged[] }> {
  await findConversation(services, actor, conversation_id);
  const [row] = await services.db.orm
    .select({ candidates: routingDecisions.judged })
    .from(routingDecisions)
    .where(
      and(
        eq(routingDecisions.workspaceId, actor.workspaceId),
        eq(routingDecisions.conversationId, conversation_id),
        eq(routingDecisions.seq, seq),
      ),
    );
  if (!row) throw new BellhopError('not_found', 'There is no such decision.');
  return row;
}
