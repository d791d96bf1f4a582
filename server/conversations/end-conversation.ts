import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { Actor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { conversationNotFound, findConversation } from './access.ts';
import { entryAnswer } from './entry-answer.ts';
import { findLastEnd } from './find-last-end.ts';
import { senderOf } from './sender.ts';

/** [M6] Ends a conversation. One that has ended answers with the end that stands. */
export async function endConversation(
  services: Services,
  actor: Actor,
  { conversation_id, client_id }: { conversation_id: string; client_id: string },
): Promise<EntryAnswer> {
  await findConversation(services, actor, conversation_id);
  const ended: NewEntry<'ended'> = {
    type: 'ended',
    sender: senderOf(actor),
    client_id,
    body: { reason: actor.kind },
  };
  const result = await services.log.append({
    workspace_id: actor.workspaceId,
    conversation_id,
    entries: [ended],
    patch: { status: 'ended' },
    expect: { status: ['waiting', 'open', 'snoozed'] },
  });
  if (result.kind === 'appended') return entryAnswer(actor, conversation_id, client_id, result);
  if (result.kind === 'missing') throw conversationNotFound();
  const end = await findLastEnd(services, actor, conversation_id);
  return {
    conversation_id,
    client_id,
    seq: actor.kind === 'visitor' ? end.public_seq! : end.seq,
    created_at: end.created_at,
  };
}
