import type { Conversation } from '../protocol/conversations.ts';

export type Inbox = ReadonlyMap<string, Conversation>;

/** Folds conversations in, from any page or event in any order: the higher `rev` wins. */
export function withConversations(inbox: Inbox, news: readonly Conversation[]): Inbox {
  const newer = news.filter((conversation) => conversation.rev > (inbox.get(conversation.id)?.rev ?? -1));
  if (!newer.length) return inbox;
  const next = new Map(inbox);
  for (const conversation of newer) {
    if (conversation.rev >= (next.get(conversation.id)?.rev ?? -1)) next.set(conversation.id, conversation);
  }
  return next;
}
