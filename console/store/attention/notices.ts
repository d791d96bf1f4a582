import type { EventFrame } from '../../../shared/client/types.ts';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import type { Viewer } from '../view.ts';
import type { PreferenceValues } from '../../../shared/preferences/registry.ts';

export type NoticeKind = 'new_chat' | 'message' | 'mention' | 'late_wait' | 'offer';

/** Something that an agent may want to be told of. */
export interface Notice {
  kind: NoticeKind;
  conversation: Conversation;
  /** Who mentions; else it is the visitor. */
  from: string | null;
  /** What was written, its first line; empty where nothing was. */
  text: string;
}

const FIRST_LINE = 120;

/** Whether the agent wants to hear of it. An offer stands for seconds, so it is told whatever they chose. */
export const isWanted = (kind: NoticeKind, values: PreferenceValues): boolean =>
  kind === 'offer' || values[`notify.${kind}`];

/** What of one committed transaction concerns an agent. */
export function noticesIn(event: EventFrame, me: string): Notice[] {
  if (event.type !== 'workspace.changed') return [];
  return event.changes.flatMap(({ conversation, entries }) => {
    const found = entries.flatMap((entry) => noticeOf(conversation, entry, me) ?? []);
    // A chat that begins, or is given away with a note, is one thing to be told of.
    return found.length > 1 ? [found.find(({ kind }) => kind !== 'message') ?? found.at(-1)!] : found;
  });
}

function noticeOf(conversation: Conversation, entry: Entry, me: string): Notice | undefined {
  const { type, body, sender } = entry;
  if (sender.id === me && sender.kind === 'agent') return undefined;
  const said = typeof body['text'] === 'string' ? firstLine(body['text']) : '';
  const last = firstLine(conversation.last_message?.text ?? '');
  if (type === 'note' && isListed(body['notified'], me))
    return { kind: 'mention', conversation, from: sender.name, text: said };
  if (type === 'assigned' && body['member_id'] === me)
    return { kind: 'new_chat', conversation, from: null, text: last };
  // Of no team's queue: whoever is there takes it.
  const isFree = conversation.assignee_id === null && conversation.team_id === null;
  if (type === 'started' && isFree) return { kind: 'new_chat', conversation, from: null, text: last };
  if (type === 'message' && sender.kind === 'visitor' && conversation.assignee_id === me)
    return { kind: 'message', conversation, from: null, text: said };
  return undefined;
}

const isListed = (list: unknown, me: string): boolean => Array.isArray(list) && list.includes(me);

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]!.slice(0, FIRST_LINE);

/** Whom an agent keeps waiting, or anybody could take; each wait once. */
export function lateWaits(
  conversations: Iterable<Conversation>,
  { me, teams }: Viewer,
  targetMs: number,
  now: number,
): Map<string, Conversation> {
  const late = new Map<string, Conversation>();
  for (const one of conversations) {
    const isNear = one.team_id === null || teams.has(one.team_id);
    const isOurs = one.assignee_id === me || (one.assignee_id === null && isNear);
    if (!isOurs || one.waiting_since === null || one.status === 'ended' || one.status === 'snoozed') continue;
    if (now - Date.parse(one.waiting_since) >= targetMs) late.set(`${one.id} ${one.waiting_since}`, one);
  }
  return late;
}
