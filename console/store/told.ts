import { signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, EventFrame } from '../../shared/client/types.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';

/** What a colleague did to a chat of this agent. */
export interface Told {
  key: string;
  what: 'takeover' | 'joined';
  /** Who did it. */
  name: string;
  conversation: Conversation;
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
    entries.flatMap(({ seq, type, body, sender }): Told[] => {
      if (sender.id === me || sender.name === null) return [];
      const from = body['from'] as { member_id?: unknown } | undefined;
      const isTaken = type === 'assigned' && body['by'] === 'takeover' && from?.member_id === me;
      const isJoined = type === 'joined' && conversation.assignee_id === me;
      if (!isTaken && !isJoined) return [];
      const key = `${conversation.id} ${seq}`;
      return [{ key, what: isTaken ? 'takeover' : 'joined', name: sender.name, conversation }];
    }),
  );
}
