import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AppendResult } from '../log/append-job.ts';
import type { Actor } from '../identity.ts';

type Appended = Extract<AppendResult, { kind: 'appended' }>;

/** [M4] Where the entry with this client id stands, in the asker's numbering. */
export function entryAnswer(
  actor: Actor,
  conversationId: string,
  clientId: string,
  { entries }: Appended,
): EntryAnswer {
  const entry = entries.find(({ client_id }) => client_id === clientId)!;
  return {
    conversation_id: conversationId,
    client_id: clientId,
    seq: actor.kind === 'visitor' ? entry.public_seq! : entry.seq,
    created_at: entry.created_at,
  };
}
