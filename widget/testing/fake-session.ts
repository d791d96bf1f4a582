import type { OutboxItem, Thread, VisitorSession, VisitorState } from '../../shared/client/types.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import { NOBODY } from '../preview/preview-session.ts';

export const CONVERSATION = '00000000-0000-4000-8000-000000000001';
const AT = '2026-03-04T10:00:00.000Z';

export const entry = (seq: number, over: Partial<PublicEntry> = {}): PublicEntry => ({
  seq,
  type: 'message',
  sender: { kind: 'agent', name: 'Mo' },
  client_id: null,
  body: { text: `message ${seq}` },
  created_at: AT,
  ...over,
});

export const own = (seq: number, text: string, clientId = `c${seq}`): PublicEntry =>
  entry(seq, { sender: { kind: 'visitor', name: null }, client_id: clientId, body: { text } });

export const pending = (text: string, over: Partial<OutboxItem> = {}): OutboxItem => ({
  conversation_id: CONVERSATION,
  client_id: text,
  text,
  start: false,
  state: 'pending',
  created_at: Date.parse(AT),
  ...over,
});

export const thread = (
  entries: PublicEntry[],
  waiting: OutboxItem[] = [],
  over: Partial<Thread> = {},
): Thread => ({
  timeline: { entries, pending: waiting, hasEarlier: false, missing: null, held: [] },
  typing: [],
  loading: false,
  loaded: true,
  ...over,
});

export const conversation = (over: Partial<VisitorConversation> = {}): VisitorConversation => ({
  id: CONVERSATION,
  status: 'open',
  seq: 1,
  visitor_read: 0,
  agent_read: 0,
  agent: { name: 'Mo' },
  last_message: null,
  created_at: AT,
  ...over,
});

export const FRESH: VisitorState = NOBODY;

export interface FakeSession extends VisitorSession {
  /** What the HTTP API answers to a path; nothing, ever, by itself. */
  answer(by: (path: string) => unknown): void;
  calls: [string, ...unknown[]][];
  become(change: Partial<VisitorState>): void;
  show(change: Partial<VisitorConversation>, shown: Thread, over?: Partial<VisitorState>): void;
}

/** A session whose state a test sets, and which writes down what is asked of it. */
export const createFakeSession = (initial: Partial<VisitorState> = {}): FakeSession => {
  let state: VisitorState = { ...FRESH, ...initial };
  const listeners = new Set<() => void>();
  const calls: FakeSession['calls'] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]): Promise<void> =>
      void calls.push([name, ...args]);
  const become = (change: Partial<VisitorState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  let answers: (path: string) => Promise<never> = () => new Promise(() => {});
  return {
    calls,
    answer: (by) => void (answers = async (path) => by(path) as never),
    become,
    show(change, shown, over = {}) {
      const current = conversation(change);
      become({
        connection: { kind: 'live', transport: 'socket' },
        known: true,
        visitor: { id: CONVERSATION, name: null },
        conversations: [current],
        threads: new Map([[current.id, shown]]),
        ...over,
      });
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resume: () => (calls.push(['resume']), state.known),
    send(text, conversationId = CONVERSATION) {
      if (text.length > 10_000) throw new BellhopError('bad_request', 'Too long.', { field: 'text' });
      calls.push(['send', text, conversationId]);
      const waiting = [...(state.threads.get(conversationId)?.timeline.pending ?? []), pending(text)];
      const entries = [...(state.threads.get(conversationId)?.timeline.entries ?? [])];
      become({ threads: new Map([[conversationId, thread(entries, waiting)]]) });
      return { conversation_id: conversationId, client_id: text, answered: new Promise(() => {}) };
    },
    open: note('open'),
    loadEarlier: note('loadEarlier'),
    typing: (...args) => void calls.push(['typing', ...args]),
    markRead: note('markRead'),
    end: note('end'),
    retry: (id) => void calls.push(['retry', id]),
    discard: (id) => void calls.push(['discard', id]),
    drop: () => void calls.push(['drop']),
    call: (asked) => (calls.push(['call', asked.method, asked.path, asked.body]), answers(asked.path)),
    nudge: () => void calls.push(['nudge']),
    pause: () => void calls.push(['pause']),
    reset: () => (calls.push(['reset']), become(FRESH)),
  };
};
