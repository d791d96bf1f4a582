import type { VisitorConversation } from '../protocol/conversations.ts';
import type { PublicEntry } from '../protocol/entries.ts';
import type { Thread } from './types.ts';

type Conversations = readonly VisitorConversation[];

const latest = (conversation: VisitorConversation): string =>
  conversation.last_message?.at ?? conversation.created_at;

/** The later of two views of one conversation: entries carry every change but the read marks, and those only grow. */
function merge(a: VisitorConversation, b: VisitorConversation): VisitorConversation {
  return {
    ...(b.seq >= a.seq ? b : a),
    visitor_read: Math.max(a.visitor_read, b.visitor_read),
    agent_read: Math.max(a.agent_read, b.agent_read),
  };
}

/** Folds news of conversations in, whatever order it comes in. The one with the latest message stands first. */
export function withConversations(known: Conversations, news: Conversations): Conversations {
  const byId = new Map(known.map((conversation) => [conversation.id, conversation]));
  for (const conversation of news) {
    const old = byId.get(conversation.id);
    byId.set(conversation.id, old ? merge(old, conversation) : conversation);
  }
  return [...byId.values()].sort((a, b) => Date.parse(latest(b)) - Date.parse(latest(a)));
}

const isSaid = (entry: PublicEntry): boolean => entry.sender.kind === 'agent' && entry.type === 'message';

/** What agents said and the visitor has not read: counted where the entries are here, else at least one. */
function unreadOf(conversation: VisitorConversation, thread: Thread | undefined): number {
  if (conversation.visitor_read >= conversation.seq) return 0;
  const entries = thread?.timeline.entries ?? [];
  if (!entries.length) return conversation.last_message?.sender === 'agent' ? 1 : 0;
  return entries.filter((entry) => entry.seq > conversation.visitor_read && isSaid(entry)).length;
}

export const countUnread = (conversations: Conversations, threads: ReadonlyMap<string, Thread>): number =>
  conversations.reduce((sum, conversation) => sum + unreadOf(conversation, threads.get(conversation.id)), 0);
