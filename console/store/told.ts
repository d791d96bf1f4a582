import { signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, EventFrame } from '../../shared/client/types.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { notifies } from './mentions.ts';
import { route } from './route.ts';

/** What a colleague did to a chat of this agent, or said to them. */
export interface Told {
  key: string;
  what: 'takeover' | 'joined' | 'given' | 'accepted' | 'declined' | 'timed_out' | 'mentioned' | 'woken';
  /** Who did it. */
  name: string;
  conversation: Conversation;
  /** The note that mentions them. */
  note?: { seq: number; text: string };
}

export interface ToldList {
  readonly told: ReadonlySignal<readonly Told[]>;
  dismiss(key: string): void;
  close(): void;
}

const MAX_TOLD = 4;

/** Keeps what this agent should know of their own chats until they have seen it. */
export function listenForTold(session: Pick<AgentSession, 'listen'>, me: string): ToldList {
  const told = signal<readonly Told[]>([]);
  const stop = session.listen((event) => {
    const news = newsIn(event, me);
    if (news.length > 0) told.value = [...told.value, ...news].slice(-MAX_TOLD);
  });
  return {
    told,
    dismiss(key) {
      told.value = told.value.filter((one) => one.key !== key);
    },
    close: stop,
  };
}

function newsIn(event: EventFrame, me: string): Told[] {
  if (event.type !== 'workspace.changed') return [];
  return event.changes.flatMap(({ conversation, entries }) =>
    entries.flatMap((entry): Told[] => {
      const key = `${conversation.id} ${entry.seq}`;
      const what = whatIn(entry, conversation, me);
      // Who looks at a note as it comes has no need to be told of it.
      if (what === undefined || (what === 'mentioned' && isBefore(conversation.id))) return [];
      const name = nameOf(entry, what);
      if (name === undefined) return [];
      const told = { key, what, name, conversation };
      if (what !== 'mentioned') return [told];
      return [{ ...told, note: { seq: entry.seq, text: String(entry.body['text'] ?? '') } }];
    }),
  );
}

function whatIn(entry: Entry, conversation: Conversation, me: string): Told['what'] | undefined {
  const { type, body, sender } = entry;
  if (sender.id === me) return undefined;
  const isMine = (part: string) => (body[part] as { member_id?: unknown } | undefined)?.member_id === me;
  if (type === 'note') return notifies(entry, me) ? 'mentioned' : undefined;
  if (type === 'woken')
    return body['why'] === 'time' && conversation.assignee_id === me ? 'woken' : undefined;
  if (type === 'joined') return conversation.assignee_id === me ? 'joined' : undefined;
  if (type === 'offer_passed' && isMine('back_to'))
    return body['how'] === 'timed_out' ? 'timed_out' : 'declined';
  if (type !== 'assigned') return undefined;
  if (body['by'] === 'takeover') return isMine('from') ? 'takeover' : undefined;
  if (body['by'] !== 'transfer') return undefined;
  if (body['member_id'] === me) return 'given';
  return isMine('from') ? 'accepted' : undefined;
}

/** Who did it; of an offer that is over whom it was made to. */
function nameOf({ body, sender }: Entry, what: Told['what']): string | undefined {
  // Nobody did it: its time came.
  if (what === 'woken') return '';
  const isTheirs = what === 'accepted' || what === 'declined' || what === 'timed_out';
  if (!isTheirs) return sender.name ?? undefined;
  return typeof body['name'] === 'string' ? body['name'] : undefined;
}

function isBefore(conversation: string): boolean {
  const here = route.peek();
  const isOpen = here.name === 'conversation' && here.conversation === conversation;
  return isOpen && document.visibilityState === 'visible';
}
