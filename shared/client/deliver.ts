import type { EntryAnswer } from '../protocol/server-frames.ts';
import type { Connection, OutboxItem } from './types.ts';

/** Sends one message of the outbox. */
export const deliver = (connection: Connection, item: OutboxItem): Promise<EntryAnswer> =>
  connection.request({
    type: item.start ? 'conversation.start' : 'message.send',
    conversation_id: item.conversation_id,
    client_id: item.client_id,
    text: item.text,
    ...(item.start ? { form: item.form, team: item.team } : { reply_to: item.reply_to }),
  });

interface LoggedMessage {
  seq: number;
  client_id: string | null;
  created_at: string;
}

/** The answers that the log itself holds to messages of the outbox. */
export function answersIn(
  items: readonly OutboxItem[],
  conversationId: string,
  entries: readonly LoggedMessage[],
): EntryAnswer[] {
  if (!items.length) return [];
  const byClientId = new Map(entries.map((entry) => [entry.client_id, entry]));
  return items.flatMap(({ client_id: clientId }) => {
    const entry = byClientId.get(clientId);
    if (!entry) return [];
    const { seq, created_at } = entry;
    return [{ conversation_id: conversationId, client_id: clientId, seq, created_at }];
  });
}
