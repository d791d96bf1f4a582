import type { Actor } from '../identity.ts';
import type { Services } from '../services.ts';
import { findConversation } from './access.ts';

/** [M7] Marks as read up to a public position; only forward, and never beyond the last public entry. */
export async function setRead(
  services: Services,
  actor: Actor,
  { conversation_id, position }: { conversation_id: string; position: number },
): Promise<{ position: number }> {
  const conversation = await findConversation(services, actor, conversation_id);
  const field = actor.kind === 'visitor' ? 'visitor_read' : 'agent_read';
  const wanted = Math.min(position, conversation.public_seq);
  if (wanted <= conversation[field]) return { position: conversation[field] };
  await services.log.append({
    workspace_id: actor.workspaceId,
    conversation_id,
    entries: [],
    patch: { [field]: wanted },
  });
  return { position: wanted };
}
