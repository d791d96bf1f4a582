import { vi } from 'vitest';
import type { AgentSession, AgentState, EventFrame, OutboxItem, Thread } from '../../shared/client/types.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { ME } from './make-conversation.ts';

export interface FakeSession extends AgentSession {
  set(change: Partial<AgentState>): void;
  /** What the server tells. */
  tell(event: EventFrame): void;
  show(conversation: Conversation, entries: Entry[], pending?: OutboxItem[]): void;
}

const LIVE: AgentState = {
  connection: { kind: 'live', transport: 'socket' },
  me: { id: ME, name: 'Mo', role: 'agent' },
  desk: { wait_target_seconds: 60, notifications: { sound: true, desktop: true } },
  conversations: new Map(),
  ready: true,
  inboxError: null,
  threads: new Map(),
  onlineVisitors: new Set(),
  position: null,
};

/** A session whose state a test sets, and whose calls a test reads. */
export function createFakeSession(conversations: Conversation[] = []): FakeSession {
  let state: AgentState = { ...LIVE, conversations: new Map(conversations.map((c) => [c.id, c])) };
  const listeners = new Set<() => void>();
  const told = new Set<(event: EventFrame) => void>();
  const set = (change: Partial<AgentState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const sent = (conversationId: string) => ({
    conversation_id: conversationId,
    client_id: crypto.randomUUID(),
    answered: new Promise<never>(() => undefined),
  });
  return {
    set,
    tell: (event) => told.forEach((listener) => listener(event)),
    show(conversation, entries, pending = []) {
      const thread: Thread<Entry> = {
        timeline: { entries, pending, hasEarlier: false, missing: null, held: [] },
        typing: [],
        loading: false,
        loaded: true,
      };
      set({
        conversations: new Map(state.conversations).set(conversation.id, conversation),
        threads: new Map(state.threads).set(conversation.id, thread),
      });
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect: vi.fn<AgentSession['connect']>(),
    nudge: vi.fn<AgentSession['nudge']>(),
    close: vi.fn<AgentSession['close']>(),
    reset: vi.fn<AgentSession['reset']>(),
    loadView: vi.fn<AgentSession['loadView']>(async () => ({ ids: [], next: null })),
    open: vi.fn<AgentSession['open']>(async () => undefined),
    leave: vi.fn<AgentSession['leave']>(),
    loadEarlier: vi.fn<AgentSession['loadEarlier']>(async () => undefined),
    reply: vi.fn<AgentSession['reply']>(sent),
    retry: vi.fn<AgentSession['retry']>(),
    discard: vi.fn<AgentSession['discard']>(),
    typing: vi.fn<AgentSession['typing']>(),
    view: vi.fn<AgentSession['view']>(async () => []),
    markRead: vi.fn<AgentSession['markRead']>(async () => undefined),
    end: vi.fn<AgentSession['end']>(async () => undefined),
    listen(listener) {
      told.add(listener);
      return () => told.delete(listener);
    },
  };
}
