import type { Hello } from '../protocol/client-frames.ts';
import type { PublicEntry } from '../protocol/entries.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { callApi } from './api.ts';
import { backoffOf } from './backoff.ts';
import { createLazyLine } from './lazy-line.ts';
import { nextConversationId } from './next-conversation-id.ts';
import { createObservable } from './observable.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createSafeStore } from './stores.ts';
import { createThreadBoard } from './thread-board.ts';
import type { ConnectionState, CreateVisitorSession, VisitorState } from './types.ts';
import { endVisitorToken, startConversation } from './visitor-api.ts';
import { createTokenKeeper } from './visitor-token.ts';
import { unavailable } from './wire-error.ts';

const EMPTY: VisitorState = {
  connection: { kind: 'idle' },
  known: false,
  visitor: null,
  opening: null,
  conversations: [],
  threads: new Map(),
  unread: 0,
  moved: new Map(),
  places: new Map(),
  typingPreview: false,
};

export const createVisitorSession: CreateVisitorSession = (options) => {
  const { site } = options;
  const store = createSafeStore(options.store);
  const timing = backoffOf(options);
  const observed = createObservable(EMPTY);
  /** Whether a token was refused and no other has been welcomed since. */
  let renewing = false;

  const state = observed.getState;
  const update = (change: Partial<VisitorState>): void => {
    const unread = lazy.line?.countUnread({ ...state(), ...change }) ?? 0;
    observed.update({ ...change, unread });
  };
  const onState = (connection: ConnectionState): void => {
    if (connection.kind === 'refused' && connection.error.code === 'unauthenticated') {
      begone(connection);
      return;
    }
    update({ connection });
    if (connection.kind === 'live') {
      lazy.line?.resume();
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
  /** A new visitor's first message does not wait for the code of a line. */
  const onMade = (token: string): Promise<void> => {
    update({ known: true });
    return outbox.begin((item) => startConversation(options, token, item));
  };
  const keeper = createTokenKeeper({ ...options, store, timing, onState, onMade });
  const outbox = createOutbox({
    store: createOutboxStore(store, `bellhop:${site}:outbox:`),
    timing,
    isLive: () => lazy.line?.state.kind === 'live',
    deliver: (item) => lazy.line?.deliver(item) ?? Promise.reject(unavailable()),
    onChange(id) {
      board.want(id);
      board.refresh(id);
    },
  });
  const board = createThreadBoard<PublicEntry>(outbox.items, (threads) => update({ threads }));
  const lazy = createLazyLine(
    {
      ...options,
      board,
      outbox,
      getState: state,
      update,
      hello,
      onState,
      onWelcome: () => (renewing = false),
    },
    timing,
  );
  const start = async (): Promise<void> => {
    for (const id of outbox.conversations()) board.want(id);
    if (!(await keeper.obtain())) return;
    update({ known: true });
    lazy.connect();
  };
  /** The token is no longer any good: what it showed goes, and what waits goes on as new conversations. */
  const begone = (refusal: ConnectionState): void => {
    keeper.drop();
    (lazy.line ?? board).clear();
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
  const isKnown = (id: string): boolean => keeper.get() !== null || outbox.items(id).length > 0;

  return {
    getState: state,
    subscribe: observed.subscribe,
    resume() {
      const known = keeper.get() !== null || outbox.conversations().length > 0;
      if (known) void start();
      return known;
    },
    send(text, conversationId, extra) {
      const asked = conversationId && (state().moved.get(conversationId) ?? conversationId);
      const old = asked && isKnown(asked) ? asked : undefined;
      const sent = outbox.add(old ?? crypto.randomUUID(), text, !old, extra);
      lazy.line?.typing(sent.conversation_id, false);
      void start();
      return sent;
    },
    async open(id) {
      board.want(id);
      const line = await lazy.loaded;
      if (board.get(id)) await line.open(id);
    },
    loadEarlier: async (id) => lazy.line?.loadEarlier(id),
    typing: (...said) => lazy.line?.typing(...said),
    markRead: async (id, position) => lazy.line?.markRead(id, position),
    async end(id) {
      if (!lazy.line) throw unavailable();
      await lazy.line.end(id);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    drop: keeper.drop,
    call: (asked) => callApi({ ...options, ...asked, token: keeper.get() ?? '' }),
    nudge() {
      keeper.nudge();
      lazy.nudge();
    },
    pause() {
      keeper.cancel();
      lazy.close();
    },
    reset(isKnown) {
      const token = keeper.get();
      if (token !== null && !isKnown) endVisitorToken(options, token);
      keeper.cancel();
      outbox.clear();
      lazy.close();
      (lazy.line ?? board).clear();
      keeper.drop();
      renewing = false;
      observed.update(EMPTY);
    },
  };
};
