import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { Actor } from '../identity.ts';
import type { EntryBody } from '../../shared/protocol/entries.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { conversationNotFound, findConversation } from './access.ts';
import { entryAnswer } from './entry-answer.ts';
import { findLastEnd } from './find-last-end.ts';
import { senderOf } from './sender.ts';

/** [M6, V4] Ends a conversation. One that has ended answers with the end that stands. */
export async function endConversation(
  services: Services,
  actor: Actor,
  { conversation_id, client_id }: { conversation_id: string; client_id: string },
): Promise<EntryAnswer> {
  await findConversation(services, actor, conversation_id);
  const named = { conversation_id, client_id };
  const left = actor.kind === 'visitor' ? await append(services, actor, named, LEFT) : null;
  const result = left?.kind === 'appended' ? left : await append(services, actor, named, anyEnd(actor));
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

interface End {
  reason: EntryBody<'ended'>['reason'];
  expect: NonNullable<AppendJob['expect']>;
}

/** [V4] By a visitor whom nobody had yet; an agent who comes at this moment wins, and then it is an end like others. */
const LEFT: End = { reason: 'left_queue', expect: { status: ['waiting'], unassigned: true } };
const anyEnd = ({ kind }: Actor): End => ({
  reason: kind,
  expect: { status: ['waiting', 'open', 'snoozed'] },
});

function append(
  { log }: Pick<Services, 'log'>,
  actor: Actor,
  { conversation_id, client_id }: { conversation_id: string; client_id: string },
  { reason, expect }: End,
): Promise<AppendResult> {
  const ended: NewEntry<'ended'> = {
    type: 'ended',
    sender: senderOf(actor),
    client_id,
    body: { reason },
  };
  const patch = { status: 'ended' } as const;
  return log.append({
    workspace_id: actor.workspaceId,
    conversation_id,
    entries: [ended],
    patch,
    expect,
  });
}
