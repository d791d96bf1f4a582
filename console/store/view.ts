import type { Conversation } from '../../shared/protocol/conversations.ts';

/** The ways to look at the inbox, in the order in which they are shown. */
export const VIEWS = ['waiting', 'mine', 'open', 'ended', 'all'] as const;
export type View = (typeof VIEWS)[number];

export const isView = (name: unknown): name is View => VIEWS.some((view) => view === name);

/** Whether a conversation counts for a view. */
export function belongs(conversation: Conversation, view: View, me: string): boolean {
  switch (view) {
    case 'waiting':
      return conversation.status === 'waiting';
    case 'mine':
      return conversation.assignee_id === me && conversation.status !== 'ended';
    case 'open':
      return conversation.status === 'open';
    case 'ended':
      return conversation.status === 'ended';
    case 'all':
      return true;
  }
}

/** Whether a view lists a conversation: one's own desk also shows the queue that one could take from. */
export function isListed(conversation: Conversation, view: View, me: string): boolean {
  return belongs(conversation, view, me) || (view === 'mine' && conversation.status === 'waiting');
}

export function countView(conversations: Iterable<Conversation>, view: View, me: string): number {
  let count = 0;
  for (const conversation of conversations) if (belongs(conversation, view, me)) count++;
  return count;
}
