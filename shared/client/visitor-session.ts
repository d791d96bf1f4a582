import type { Hello } from '../protocol/client-frames.ts';
import type { VisitorConversation } from '../protocol/conversations.ts';
import type { PublicEntry } from '../protocol/entries.ts';
import type { EntriesPage } from '../protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { answersIn, deliver } from './deliver.ts';
import { nextConversationId } from './next-conversation-id.ts';
import { createLazyConnection } from './lazy-connection.ts';
import { createObservable } from './observable.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createSafeStore } from './stores.ts';
import { createThreads } from './threads.ts';
import { timingOf } from './timing.ts';
import { createTypingSignal } from './typing-marks.ts';
import type { ConnectionState, CreateVisitorSession, EventFrame, VisitorState, Welcome } from './types.ts';
import { endVisitorToken, startConversation } from './visitor-api.ts';
import { countUnread, withConversations } from './visitor-conversations.ts';
import { createTokenKeeper } from './visitor-token.ts';

type Page = EntriesPage<PublicEntry, VisitorConversation>;

const EMPTY: VisitorState = {
  connection: { kind: 'idle' },
  known: false,
  visitor: null,
  opening: null,
  conversations: [],
  threads: new Map(),
  unread: 0,
  moved: new Map(),
};

export const createVisitorSession: CreateVisitorSession = (options) => {
  const { site } = options;
  const store = createSafeStore(options.store);
  const timing = timingOf(options);
  const observed = createObservable(EMPTY);
  /** Whether a token was refused and no other has been welcomed since. */
  let renewing = false;

  const state = observed.getState;
  const update = (change: Partial<VisitorState>): void => {
    const { conversations, threads } = { ...state(), ...change };
    observed.update({ ...change, unread: countUnread(conversations, threads) });
  };
  const isLive = (): boolean => connection.state.kind === 'live';
  const learn = (news: readonly VisitorConversation[]): void =>
    update({ conversations: withConversations(state().conversations, news) });
  const settle = (id: string, entries: readonly PublicEntry[]): void =>
    answersIn(outbox.items(id), id, entries).forEach(outbox.settle);

  const onWelcome = (welcome: Welcome): void => {
    if (welcome.role !== 'visitor') return;
    renewing = false;
    const before = state().conversations;
    const conversations = withConversations(before, welcome.conversations);
    update({ visitor: welcome.visitor, opening: welcome.opening, conversations });
    for (const { id, seq } of welcome.conversations) threads.take(id, [], seq);
    const newest = conversations[0];
    if (newest && newest.seq > newest.visitor_read) void threads.open(newest.id);
    for (const { id, visitor_read: position } of before) {
      const told = welcome.conversations.find((conversation) => conversation.id === id)?.visitor_read;
      if (told !== undefined && told < position) void tellRead(id, position).catch(() => {});
    }
  };
  const onEvent = (event: EventFrame): void => {
    if (event.type === 'conversation.changed') {
      const { id, seq } = event.conversation as VisitorConversation;
      threads.want(id);
      learn([event.conversation as VisitorConversation]);
      threads.take(id, event.entries, seq);
    } else if (event.type === 'typing.changed') {
      threads.mark(event.conversation_id, event.sender, event.typing);
    }
  };
  const onState = (connection: ConnectionState): void => {
    if (connection.kind === 'refused' && connection.error.code === 'unauthenticated') {
      begone(connection);
      return;
    }
    update({ connection });
    if (connection.kind === 'live') {
      threads.resume();
      outbox.flush();
    }
  };
  const hello = (): Hello => ({
    type: 'hello',
    v: PROTOCOL_VERSION,
    role: 'visitor',
    site,
    token: keeper.get() ?? '',
  });
  const connection = createLazyConnection({ ...options, hello, onState, onWelcome, onEvent }, timing);
  /** A new visitor's first message does not wait for the code of a line. */
  const onMade = (token: string): Promise<void> => {
    update({ known: true });
    return outbox.begin((item) => startConversation(options, token, item));
  };
  const keeper = createTokenKeeper({ ...options, store, timing, onState, onMade });
  const outbox = createOutbox({
    store: createOutboxStore(store, `bellhop:${site}:outbox:`),
    timing,
    isLive,
    deliver: (item) => deliver(connection, item),
    onChange(id) {
      threads.want(id);
      threads.refresh(id);
    },
  });
  const threads = createThreads<PublicEntry, VisitorConversation>({
    fetch: (frame) => connection.request(frame) as Promise<Page>,
    isLive,
    pendingOf: outbox.items,
    onConversation: (conversation) => learn([conversation]),
    onChange: (next) => update({ threads: next }),
    onEntries: settle,
  });
  const start = async (): Promise<void> => {
    for (const id of outbox.conversations()) threads.want(id);
    if (!(await keeper.obtain())) return;
    update({ known: true });
    connection.connect();
  };
  /** The token is no longer any good: what it showed goes, and what waits goes on as new conversations. */
  const begone = (refusal: ConnectionState): void => {
    keeper.drop();
    threads.clear();
    const moved = new Map(state().moved);
    for (const id of outbox.conversations()) {
      const next = nextConversationId(id);
      if (outbox.move(id, next)) moved.set(id, next);
    }
    const again = outbox.conversations().length > 0 && !renewing;
    update({ ...EMPTY, threads: state().threads, moved, connection: again ? EMPTY.connection : refusal });
    renewing = true;
    if (again) void start();
  };
  const tellRead = (id: string, position: number): Promise<unknown> =>
    connection.request({ type: 'read.set', conversation_id: id, position });
  const isKnown = (id: string): boolean => keeper.get() !== null || outbox.items(id).length > 0;
  const tellTyping = createTypingSignal(connection.send);

  return {
    getState: state,
    subscribe: observed.subscribe,
    resume() {
      const known = keeper.get() !== null || outbox.conversations().length > 0;
      if (known) void start();
      return known;
    },
    send(text, conversationId) {
      const asked = conversationId && (state().moved.get(conversationId) ?? conversationId);
      const old = asked && isKnown(asked) ? asked : undefined;
      const sent = outbox.add(old ?? crypto.randomUUID(), text, !old);
      tellTyping(sent.conversation_id, false);
      void start();
      return sent;
    },
    open: threads.open,
    loadEarlier: threads.earlier,
    typing: tellTyping,
    async markRead(id, position = state().threads.get(id)?.timeline.entries.at(-1)?.seq ?? 0) {
      const conversation = state().conversations.find((other) => other.id === id);
      if (!conversation || conversation.visitor_read >= position) return;
      learn([{ ...conversation, visitor_read: position }]);
      // Offline it is told after the next welcome, which shows that the server does not know.
      if (isLive()) await tellRead(id, position);
    },
    async end(id) {
      await connection.request({
        type: 'conversation.end',
        conversation_id: id,
        client_id: crypto.randomUUID(),
      });
    },
    retry: outbox.retry,
    discard: outbox.discard,
    nudge() {
      keeper.nudge();
      connection.nudge();
    },
    pause() {
      keeper.cancel();
      connection.close();
    },
    reset() {
      const token = keeper.get();
      if (token !== null) endVisitorToken(options, token);
      keeper.cancel();
      outbox.clear();
      connection.close();
      threads.clear();
      keeper.drop();
      renewing = false;
      observed.update(EMPTY);
    },
  };
};
