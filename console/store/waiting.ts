import type { Conversation } from '../../shared/protocol/conversations.ts';
import { isListed, type View, type Viewer } from './view.ts';

/** Who a conversation waits for, in the order in which the groups are shown. */
export const GROUPS = ['me', 'queue', 'others', 'visitor', 'snoozed', 'ended'] as const;
export type Group = (typeof GROUPS)[number];

export interface GroupedConversations {
  group: Group;
  conversations: Conversation[];
}

const WARN_AT = 0.5;
export type WaitTone = 'calm' | 'warn' | 'late';

/** How a wait looks beside the workspace's wait target: late when that is missed, a warning from half of it on. */
export function waitTone(waitedMs: number, targetMs: number): WaitTone {
  if (waitedMs >= targetMs) return 'late';
  return waitedMs >= targetMs * WARN_AT ? 'warn' : 'calm';
}

export function groupOf(conversation: Conversation, me: string): Group {
  if (conversation.status === 'ended') return 'ended';
  if (conversation.status === 'snoozed') return 'snoozed';
  if (conversation.waiting_since === null) return 'visitor';
  if (conversation.assignee_id === null) return 'queue';
  return conversation.assignee_id === me ? 'me' : 'others';
}

/** A view's conversations by whom they wait for; who waits longest comes first, else the latest. */
export function groupConversations(
  conversations: Iterable<Conversation>,
  view: View,
  viewer: Viewer,
): GroupedConversations[] {
  const groups = new Map<Group, Conversation[]>(GROUPS.map((group) => [group, []]));
  for (const conversation of conversations) {
    if (isListed(conversation, view, viewer))
      groups.get(groupOf(conversation, viewer.me))?.push(conversation);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => ({ group, conversations: members.sort(byTurn) }));
}

function byTurn(a: Conversation, b: Conversation): number {
  if (a.status === 'snoozed' && b.status === 'snoozed') return byWaking(a, b);
  // In the queue the more urgent goes first, as routing has it.
  if (a.status === 'waiting' && b.status === 'waiting' && a.priority !== b.priority)
    return b.priority - a.priority;
  if (a.waiting_since !== null && b.waiting_since !== null && a.status !== 'ended') {
    return compare(a.waiting_since, b.waiting_since) || a.number - b.number;
  }
  return compare(latest(b), latest(a)) || b.number - a.number;
}

/** What only its visitor wakes comes last. */
const byWaking = (a: Conversation, b: Conversation): number =>
  compare(a.snoozed_until ?? '9', b.snoozed_until ?? '9') || a.number - b.number;

const latest = (c: Conversation): string => c.ended_at ?? c.last_message?.at ?? c.created_at;

/** The wire's times are all of one format and zone, so that their text sorts as they do. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Whether the visitor said something that no agent has seen. */
export const isUnread = (c: Conversation): boolean =>
  c.public_seq > c.agent_read && c.last_message?.sender === 'visitor' && c.status !== 'ended';
