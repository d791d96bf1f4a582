import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import type { EntriesPage, PresenceChanged } from '../protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { createAgentInbox, type ConversationList } from './agent-inbox.ts';
import { callApi } from './api.ts';
import { answersIn, deliver } from './deliver.ts';
import { createObservable } from './observable.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createSafeStore } from './stores.ts';
import { createThreadBoard } from './thread-board.ts';
import { createThreads } from './threads.ts';
import { timingOf } from './timing.ts';
import { createTransport } from './transport.ts';
import { createTypingSignal } from './typing-marks.ts';
import type { AgentState, ConnectionState, CreateAgentSession, EventFrame, Welcome } from './types.ts';

type Page = EntriesPage<Entry, Conversation>;

const EMPTY: AgentState = {
  connection: { kind: 'idle' },
  me: null,
  desk: null,
  conversations: new Map(),
  ready: false,
  inboxError: null,
  threads: new Map(),
  onlineVisitors: new Set(),
  position: null,
};

export const createAgentSession: CreateAgentSession = (options) => {
  const { workspace, host, fetch } = options;
  const timing = timingOf(options);
  const observed = createObservable(EMPTY);
  const state = observed.getState;
  const listeners = new Set<(event: EventFrame) => void>();
  const isLive = (): boolean => connection.state.kind === 'live';

  const inbox = createAgentInbox({
    isLive,
    pull: (epoch, after) => connection.request({ type: 'inbox.fetch', epoch, after }),
    list(view, cursor, { team_id, tag_id } = {}) {
      const query = new URLSearchParams({
        view,
        ...(cursor !== undefined && { cursor }),
        ...(team_id !== undefined && { team_id }),
        ...(tag_id !== undefined && { tag_id }),
      });
      const path = `/workspaces/${workspace}/conversations?${query}`;
      return callApi<ConversationList>({ host, fetch, method: 'GET', path });
    },
    onChange(change) {
      observed.update(change);
      // A pulled conversation tells that an open thread has grown.
      for (const id of change.conversations ? state().threads.keys() : []) {
        threads.take(id, [], change.conversations?.get(id)?.seq ?? 0);
      }
    },
    // Another copy of the database, perhaps: what was numbered so may be something else now.
    onReset: () => threads.renew(),
  });
  const settle = (id: string, entries: readonly Entry[]): void =>
    answersIn(outbox.items(id), id, entries).forEach(outbox.settle);

  const onPresence = ({ visitor_id: id, online }: PresenceChanged): void => {
    const onlineVisitors = new Set(state().onlineVisitors);
    if (online) onlineVisitors.add(id);
    else onlineVisitors.delete(id);
    observed.update({ onlineVisitors });
  };
  const onWelcome = (welcome: Welcome): void => {
    if (welcome.role !== 'agent') return;
    const { me, desk, online_visitors: online } = welcome;
    observed.update({ me, desk, onlineVisitors: new Set(online) });
    inbox.welcome(welcome);
  };
  const onEvent = (event: EventFrame): void => {
    if (event.type === 'workspace.changed') {
      for (const { conversation, entries } of event.changes) {
        threads.take(conversation.id, entries, conversation.seq);
        if (!state().threads.has(conversation.id)) settle(conversation.id, entries);
      }
      inbox.changed(event);
    } else if (event.type === 'typing.changed') {
      threads.mark(event.conversation_id, event.sender, event.typing);
    } else if (event.type === 'presence.changed') onPresence(event);
    else if (event.type === 'desk.changed') observed.update({ desk: event.desk });
    for (const listener of listeners) listener(event);
  };
  const onState = (next: ConnectionState): void => {
    observed.update({ connection: next });
    if (next.kind !== 'live') return;
    threads.resume();
    outbox.flush();
  };
  const connection = createTransport({
    ...options,
    hello() {
      const position = inbox.position();
      const base = { type: 'hello', v: PROTOCOL_VERSION, role: 'agent', workspace } as const;
      return position ? { ...base, position } : base;
    },
    onState,
    onWelcome,
    onEvent,
  });
  const outbox = createOutbox({
    store: createOutboxStore(
      createSafeStore(options.store),
      `bellhop:${workspace}:${options.member}:outbox:`,
    ),
    timing,
    isLive,
    deliver: (item) => deliver(connection, item),
    onChange: (id) => board.refresh(id),
  });
  const board = createThreadBoard<Entry>(outbox.items, (threads) => observed.update({ threads }));
  const threads = createThreads<Entry, Conversation>(board, {
    fetch: (frame) => connection.request(frame) as Promise<Page>,
    isLive,
    onConversation: inbox.take,
    onEntries: settle,
  });
  const tellTyping = createTypingSignal(connection.send);
  const lastPublic = (id: string): number =>
    state()
      .threads.get(id)
      ?.timeline.entries.findLast((entry) => entry.public_seq !== null)?.public_seq ?? 0;

  return {
    getState: state,
    subscribe: observed.subscribe,
    connect: connection.connect,
    nudge: connection.nudge,
    close: connection.close,
    reset() {
      outbox.clear();
      connection.close();
      threads.clear();
      inbox.clear();
      observed.update(EMPTY);
    },
    loadView: inbox.load,
    open: threads.open,
    leave: threads.forget,
    loadEarlier: threads.earlier,
    reply(id, text, extra) {
      const sent = outbox.add(id, text, false, extra);
      tellTyping(id, false);
      return sent;
    },
    retry: outbox.retry,
    discard: outbox.discard,
    typing: tellTyping,
    view: async (id) => (await connection.request({ type: 'viewing.set', conversation_id: id })).viewers,
    async markRead(id, position = lastPublic(id)) {
      const known = state().conversations.get(id)?.agent_read ?? 0;
      if (position > known && isLive()) {
        await connection.request({ type: 'read.set', conversation_id: id, position });
      }
    },
    async end(id) {
      await connection.request({
        type: 'conversation.end',
        conversation_id: id,
        client_id: crypto.randomUUID(),
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
