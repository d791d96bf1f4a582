import { sql } from 'drizzle-orm';
import type { ConversationStatus } from '../../shared/protocol/conversations.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import { findKnown } from '../log/append-again.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { conversationNotFound } from './access.ts';
import { entryAnswer } from './entry-answer.ts';
import { senderOf } from './sender.ts';

export interface Named {
  conversation_id: string;
  client_id: string;
}

/** A conversation's row, locked. */
export interface LockedChat extends Record<string, unknown> {
  status: ConversationStatus;
  assignee_id: string | null;
  assignee_name: string | null;
  team_id: string | null;
}

export interface Held {
  tx: Transaction;
  chat: LockedChat;
  /** Once, as the last of what locks. */
  write(job: Pick<AppendJob, 'entries' | 'patch'>): Promise<AppendResult>;
}

/**
 * [M5] What an agent does to a conversation that needs more than an append: under its lock, in one transaction, exactly
 * once for a client id. A resend gets the first answer, whatever has become of the conversation.
 */
export async function actOnce(
  { log }: Pick<Services, 'log'>,
  actor: AgentActor,
  { conversation_id, client_id }: Named,
  act: (held: Held) => Promise<AppendResult>,
): Promise<EntryAnswer> {
  const result = await log.transact(async (tx, append) => {
    const chat = await lockChat(tx, actor, conversation_id);
    const job = { workspace_id: actor.workspaceId, conversation_id };
    const known = await findKnown(tx, [{ ...job, entries: [probe(actor, client_id)] }]);
    for (const earlier of known.values()) return earlier;
    return act({ tx, chat, write: (rest) => append({ ...job, ...rest }) });
  });
  // Nothing was expected of the row, which is locked: there is nothing to refuse.
  if (result.kind !== 'appended') throw new Error(`An entry was ${result.kind}`);
  return entryAnswer(actor, conversation_id, client_id, result);
}

async function lockChat(tx: Transaction, { workspaceId }: AgentActor, id: string): Promise<LockedChat> {
  const [chat] = await tx.execute<LockedChat>(sql`
    select status, assignee_id, assignee_name, team_id from conversations
    where workspace_id = ${workspaceId} and id = ${id} and number is not null
    for no key update`);
  if (!chat) throw conversationNotFound();
  return chat;
}

const probe = (actor: AgentActor, client_id: string): NewEntry<'note'> => ({
  type: 'note',
  sender: senderOf(actor),
  client_id,
  body: { text: '' },
});
