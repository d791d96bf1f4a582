import type { VisitorConversation } from '../protocol/conversations.ts';
import type { PublicEntry } from '../protocol/entries.ts';
import type { EntriesPage, EntryAnswer } from '../protocol/server-frames.ts';
import { answersIn, deliver } from './deliver.ts';
import type { Outbox } from './outbox.ts';
import type { ThreadBoard } from './thread-board.ts';
import { createThreads } from './threads.ts';
import { createTransport } from './transport.ts';
import { createTypingPreview } from './typing-preview.ts';
import type {
  ConnectionOptions,
  ConnectionState,
  EventFrame,
  OutboxItem,
  VisitorSession,
  VisitorState,
  Welcome,
} from './types.ts';
import { countUnread, withConversations } from './visitor-conversations.ts';

type Page = EntriesPage<PublicEntry, VisitorConversation>;

export interface VisitorLineOptions extends Omit<ConnectionOptions, 'onWelcome' | 'onEvent'> {
  board: ThreadBoard<PublicEntry>;
  outbox: Pick<Outbox, 'items' | 'settle'>;
  getState(): VisitorState;
  update(change: Partial<VisitorState>): void;
  onWelcome(): void;
}

/** What a visitor's session does once it has a line to the server: all that the first message does without. */
export interface VisitorLine extends Pick<
  VisitorSession,
  'open' | 'loadEarlier' | 'typing' | 'markRead' | 'end'
> {
  readonly state: ConnectionState;
  connect(): void;
  close(): void;
  nudge(): void;
  deliver(item: OutboxItem): Promise<EntryAnswer>;
  /** It is live: fetches what is missing. */
  resume(): void;
  countUnread(state: VisitorState): number;
  /** Forgets what was read. */
  clear(): void;
}
export type CreateVisitorLine = (options: VisitorLineOptions) => VisitorLine;

export const createVisitorLine: CreateVisitorLine = (options) => {
  const { board, outbox, getState, update } = options;
  const isLive = (): boolean => connection.state.kind === 'live';
  const learn = (news: readonly VisitorConversation[]): void =>
    update({ conversations: withConversations(getState().conversations, news) });

  const onWelcome = (welcome: Welcome): void => {
    if (welcome.role !== 'visitor') return;
    options.onWelcome();
    const before = getState().conversations;
    const conversations = withConversations(before, welcome.conversations);
    const { visitor, opening, typing_preview: typingPreview = false } = welcome;
    update({ visitor, opening, typingPreview, conversations });
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
      board.want(id);
      learn([event.conversation as VisitorConversation]);
      threads.take(id, event.entries, seq);
    } else if (event.type === 'place.changed') {
      const { type: _type, conversation_id: id, ...place } = event;
      update({ places: new Map(getState().places).set(id, place) });
    } else if (event.type === 'typing.changed') {
      threads.mark(event.conversation_id, event.sender, event.typing);
    }
  };
  const connection = createTransport({ ...options, onWelcome, onEvent });
  const threads = createThreads<PublicEntry, VisitorConversation>(board, {
    fetch: (frame) => connection.request(frame) as Promise<Page>,
    isLive,
    onConversation: (conversation) => learn([conversation]),
    onEntries: (id, entries) => answersIn(outbox.items(id), id, entries).forEach(outbox.settle),
  });
  const tellRead = (id: string, position: number): Promise<unknown> =>
    connection.request({ type: 'read.set', conversation_id: id, position });

  return {
    get state() {
      return connection.state;
    },
    connect: connection.connect,
    close: connection.close,
    nudge: connection.nudge,
    deliver: (item) => deliver(connection, item),
    resume: threads.resume,
    countUnread: ({ conversations, threads: shown }) => countUnread(conversations, shown),
    clear: threads.clear,
    open: threads.open,
    loadEarlier: threads.earlier,
    typing: createTypingPreview(connection.send, () => getState().typingPreview),
    async markRead(id, position = board.get(id)?.timeline.entries.at(-1)?.seq ?? 0) {
      const conversation = getState().conversations.find((other) => other.id === id);
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
  };
};
