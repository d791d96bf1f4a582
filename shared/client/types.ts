import type { BellhopError } from '../errors.ts';
import type { ClientFrame, Hello } from '../protocol/client-frames.ts';
import type { Conversation, VisitorConversation } from '../protocol/conversations.ts';
import type { GivenForm } from '../protocol/forms.ts';
import type { Entry, PublicEntry, Sender } from '../protocol/entries.ts';
import type { QueuePlace } from '../protocol/queue-place.ts';
import type {
  AgentWelcome,
  EntriesPage,
  EntryAnswer,
  InboxPage,
  ServerFrame,
  Viewer,
  VisitorWelcome,
} from '../protocol/server-frames.ts';
import type { ApiCall } from './api.ts';
import type { CreateVisitorLine } from './visitor-line.ts';

/** What `shared/client` offers: the sessions of a visitor and of an agent, and the parts they are made of. */

/** Where a client keeps what must survive a reload. Every method may throw: then memory serves instead. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Every key that starts with `prefix`, in any order. */
  keys(prefix: string): string[];
}

/** A connection's state, whichever transport serves it. Only `live` has had its welcome. */
export type ConnectionState =
  /** Nothing was asked for yet: no socket, no request. */
  | { kind: 'idle' }
  /** An attempt is under way; the first has number 1. */
  | { kind: 'connecting'; attempt: number }
  | { kind: 'live'; transport: 'socket' | 'polling' }
  /** Between attempts. `retryAt` is in epoch milliseconds; `assigned` when the server chose it. */
  | { kind: 'waiting'; retryAt: number; assigned: boolean }
  /** The server said no for good: `unauthenticated`, `forbidden`, `unsupported_version` (reload), `bad_request`. */
  | { kind: 'refused'; error: BellhopError }
  /** `close()` was called. */
  | { kind: 'closed' };

/** The results of answered requests, by the request's type. */
export interface RequestResults {
  'conversation.start': EntryAnswer;
  'message.send': EntryAnswer;
  'conversation.end': EntryAnswer;
  'read.set': { position: number };
  'entries.fetch': EntriesPage<PublicEntry, VisitorConversation> | EntriesPage<Entry, Conversation>;
  'inbox.fetch': InboxPage;
  'viewing.set': { viewers: Viewer[] };
}
export type RequestType = keyof RequestResults;
export type RequestFrame<T extends RequestType = RequestType> = T extends RequestType
  ? Omit<ClientFrame<T>, 'id'>
  : never;
export type SignalFrame = ClientFrame<'typing.set'>;
export type Welcome = VisitorWelcome | AgentWelcome;
export type EventFrame = Exclude<ServerFrame, { type: 'welcome' | 'answer' | 'error' | 'pong' }>;

/** One connection to the server, by socket or by polling. It mends itself until it is closed or refused. */
export interface Connection {
  readonly state: ConnectionState;
  /** Starts connecting. Nothing touches the network before. Does nothing when already under way. */
  connect(): void;
  /** Ends it; `connect()` begins anew. Requests in flight fail with `unavailable`. */
  close(): void;
  /** Something good happened (page shown, online again): stop waiting and try now, or test that the line still holds. */
  nudge(): void;
  /** Rejects with a `BellhopError`; `unavailable` when not live or when the line breaks before the answer. */
  request<F extends RequestFrame>(frame: F): Promise<RequestResults[F['type']]>;
  /** Says something that has no answer. Dropped when not live. */
  send(frame: SignalFrame): void;
}

export interface ConnectionListener {
  onState(state: ConnectionState): void;
  /** Called before `onState({ kind: 'live' })`, for every welcome. */
  onWelcome(welcome: Welcome): void;
  onEvent(event: EventFrame): void;
}

/** Durations that tests shorten. All in milliseconds; each has the protocol's value by default. */
export interface Timing {
  graceMs: number;
  helloMs: number;
  requestMs: number;
  backoffMs: number;
  maxBackoffMs: number;
  /** A connection that lived this long starts its backoff anew. */
  stableMs: number;
  fallbackAfterMs: number;
  retrySocketMs: number;
  pollWaitMs: number;
}

/** What the page or the process gives a connection. */
export interface Surroundings {
  /** Origin of the Bellhop server, as in `https://chat.example.com`. */
  host: string;
  /** `WebSocket` by default. In Node 20: the class of `ws`. */
  WebSocket?: unknown;
  fetch?: typeof fetch;
  /** Awaited before every attempt: a page resolves it when it is visible. */
  whenReady?: () => Promise<unknown>;
  /** Loads the long-poll fallback when it is first needed. Without it there is no fallback. */
  loadPolling?: () => Promise<CreateConnection>;
  timing?: Partial<Timing>;
}

export interface ConnectionOptions extends Surroundings, ConnectionListener {
  /** Called for every attempt, so that it carries the latest token and position. */
  hello(): Hello;
}
export type CreateConnection = (options: ConnectionOptions) => Connection;

/** What may come with a conversation's first message (FM1, FM5). */
export interface StartExtra {
  form?: GivenForm | undefined;
  team?: string | undefined;
}

/** What may come with any other message: the public number of what it answers (M13). */
export interface ReplyExtra {
  reply_to?: number | undefined;
}

/** A message on its way. Lives in the store until the server has answered. */
export interface OutboxItem extends StartExtra, ReplyExtra {
  conversation_id: string;
  client_id: string;
  text: string;
  /** Whether it begins its conversation. */
  start: boolean;
  /** `sent`: acknowledged, and its entry has not come back yet. Never stored. */
  state: 'pending' | 'sent' | 'failed';
  /** Why it failed. Its conversation's queue waits behind it until `retry` or `discard`. */
  error?: { code: BellhopError['code']; message: string };
  /** Epoch milliseconds of this device, strictly growing within a client: the order of sending. */
  created_at: number;
}

/** What `send` gives at once: the message is stored already and shows as pending. */
export interface SentMessage {
  conversation_id: string;
  client_id: string;
  /**
   * Resolves when the message is committed, however long that takes; rejects with a `BellhopError` when it is refused
   * for good or discarded. Ignoring it is safe: a rejection that nobody handles is not reported as unhandled.
   */
  answered: Promise<EntryAnswer>;
}

/** What a timeline's entries have in common: both `Entry` and `PublicEntry` fit. */
export type TimelineEntry = Pick<PublicEntry, 'seq' | 'client_id' | 'type' | 'body'> & {
  sender: Omit<Sender, 'id'>;
};

/** A conversation's log as this client knows it. Immutable. */
export interface Timeline<E extends TimelineEntry = PublicEntry> {
  /** What may be shown: ascending by `seq`, without a hole; each message and note as its words stand now (N7). */
  readonly entries: readonly E[];
  /** Own messages whose entry is not among `entries`; shown after them, in this order. */
  readonly pending: readonly OutboxItem[];
  /** Whether entries stand before the first one. */
  readonly hasEarlier: boolean;
  /** Entries that exist and are not here yet: those after `after`, up to `upto`. The session fetches them. */
  readonly missing: { readonly after: number; readonly upto: number } | null;
  /** Entries beyond the hole, not to be shown yet. */
  readonly held: readonly E[];
}

export interface Thread<E extends TimelineEntry = PublicEntry> {
  readonly timeline: Timeline<E>;
  /** Who else types now. A visitor sees agents by `name` only (`id` is null). */
  readonly typing: readonly Sender[];
  /** True while a page of entries is being fetched. */
  readonly loading: boolean;
  /** Whether its latest page has been read since `open`; before that an empty timeline means nothing. */
  readonly loaded: boolean;
}

/** State that is replaced, never changed: compare by identity, wrap it in a signal. */
export interface Observable<S> {
  getState(): S;
  /** Calls `listener` after every change, with nothing: read `getState()`. */
  subscribe(listener: () => void): () => void;
}

export interface VisitorState {
  readonly connection: ConnectionState;
  /** Whether a token is stored: whether this visitor has been here and can resume. */
  readonly known: boolean;
  readonly visitor: VisitorWelcome['visitor'] | null;
  /** Whether somebody is there, as of the latest welcome; null before one. */
  readonly opening: VisitorWelcome['opening'] | null;
  /** As the server knows them, the one with the latest message first. One that only waits in the outbox is not here yet. */
  readonly conversations: readonly VisitorConversation[];
  /** By conversation id; also of conversations that only wait in the outbox. */
  readonly threads: ReadonlyMap<string, Thread<PublicEntry>>;
  /** Agents' messages that this visitor has not read, over all conversations. */
  readonly unread: number;
  /** Where each conversation that waits stands in its queue, as last told (V1). */
  readonly places: ReadonlyMap<string, QueuePlace>;
  /** Whether agents see what this visitor types (T7). */
  readonly typingPreview: boolean;
  /** After the token was refused (4401): old conversation id → the new one that carries its pending messages. */
  readonly moved: ReadonlyMap<string, string>;
}

export interface VisitorSessionOptions extends Surroundings {
  /** The site's public key. */
  site: string;
  store: KeyValueStore;
  /** Loads `createVisitorLine` when a line is first needed; tried again with backoff when that fails. */
  loadLine: () => Promise<CreateVisitorLine>;
}

/**
 * A visitor's side. Creating it does nothing: no storage, no network. The first `send` stores the message, creates the
 * session over HTTP, sends the message over HTTP too, and connects then. When the server no longer knows the token
 * (4401), what was read is dropped, and what is still pending is sent in a new session, as a new conversation (see
 * `moved`).
 */
export interface VisitorSession extends Observable<VisitorState> {
  /** Connects when a token or a pending message is stored. Tells whether it did. Call it when the panel opens or on load. */
  resume(): boolean;
  /**
   * Sends a message; without `conversationId` it begins a new conversation.
   * Throws `BellhopError('bad_request', field 'text')` for a text that M2 refuses: nothing is stored then. `extra` goes with
   * the message that begins a conversation, and with no other; its `reply_to` with every other.
   */
  send(text: string, conversationId?: string, extra?: StartExtra & ReplyExtra): SentMessage;
  /**
   * Reads the latest page of a conversation and keeps its thread whole from then on. Resolves when it is read, however long
   * the connection takes; rejects when it is refused (`not_found`).
   */
  open(conversationId: string): Promise<void>;
  /** Reads the page before the first entry. Does nothing when there is none. */
  loadEarlier(conversationId: string): Promise<void>;
  /**
   * Call it at every keystroke with true and when the composer is emptied or left with false; it throttles. `text` leaves the
   * page only where `typingPreview` says so: hand it over once the visitor was told.
   */
  typing(conversationId: string, typing: boolean, text?: string): void;
  /** Marks as read up to `position`, by default all that is shown. Counted at once, told when connected. */
  markRead(conversationId: string, position?: number): Promise<void>;
  /** Ends the conversation. Rejects with `unavailable` when offline. */
  end(conversationId: string): Promise<void>;
  /** Sends a failed message again. */
  retry(clientId: string): void;
  /** Drops a failed message; those behind it go on. */
  discard(clientId: string): void;
  /** Lets go of the token: the next `resume` takes what is stored by then, and nothing where nothing is. */
  drop(): void;
  /** Asks the HTTP API as this visitor. Rejects as `callApi` does: `unauthenticated` for one who is not known yet. */
  call<T>(asked: Pick<ApiCall, 'method' | 'path' | 'body'>): Promise<T>;
  /** Page shown again, online again, tab visible: reconnects at once. */
  nudge(): void;
  /** Page hidden for the back-forward cache: closes the connection, keeps everything. `resume()` comes back. */
  pause(): void;
  /**
   * Closes, and removes all that was stored and all that is shown: token, pending messages, conversations. The server is
   * told to end the token, if it can be reached, and if it does not know: another tab may have told it.
   */
  reset(isKnown?: boolean): void;
}

export type InboxView = 'waiting' | 'mine' | 'team' | 'open' | 'snoozed' | 'ended' | 'all';

/** What of a view is wanted; all of it, where nothing is said. */
export interface ViewFilter {
  team_id?: string | undefined;
  tag_id?: string | undefined;
}

export interface AgentState {
  readonly connection: ConnectionState;
  readonly me: AgentWelcome['me'] | null;
  /** What lists go by; null before the first welcome. */
  readonly desk: AgentWelcome['desk'] | null;
  /**
   * Every conversation that this client has come across, by id, each as of its highest `rev`. After a fresh start the
   * session reads the views `waiting` and `open` by itself; other views are read by `loadView`.
   */
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** Whether the waiting and open conversations have been read since the last fresh start or reset. */
  readonly ready: boolean;
  /** Why reading the inbox failed last; null when it is well. It is tried again with the next connection. */
  readonly inboxError: BellhopError | null;
  readonly threads: ReadonlyMap<string, Thread<Entry>>;
  /** Ids of the visitors who are connected now. */
  readonly onlineVisitors: ReadonlySet<string>;
  /** Where the inbox stands. */
  readonly position: { readonly epoch: string; readonly rev: number } | null;
}

export interface AgentSessionOptions extends Surroundings {
  workspace: string;
  /** The member id: unsent replies are stored under it, so that nobody else's sign-in sends them. */
  member: string;
  store: KeyValueStore;
}

/** An agent's side, on the authority of the session cookie. Creating it does nothing; `connect()` starts it. */
export interface AgentSession extends Observable<AgentState> {
  connect(): void;
  nudge(): void;
  /** Closes the connection and keeps what is stored. */
  close(): void;
  /** Closes, and removes what this member's outbox holds (sign-out). */
  reset(): void;
  /** Reads a page of a view over HTTP into `conversations`; resolves with its ids in order and the next cursor. */
  loadView(
    view: InboxView,
    cursor?: string,
    filter?: ViewFilter,
  ): Promise<{ ids: string[]; next: string | null }>;
  /** Reads the latest page of a conversation and keeps its thread whole until `leave`. */
  open(conversationId: string): Promise<void>;
  /** Forgets the thread; what is pending in it is sent all the same. */
  leave(conversationId: string): void;
  loadEarlier(conversationId: string): Promise<void>;
  /** As a visitor's `send`. A reply to an ended conversation fails with `conflict`. */
  reply(conversationId: string, text: string, extra?: ReplyExtra): SentMessage;
  retry(clientId: string): void;
  discard(clientId: string): void;
  typing(conversationId: string, typing: boolean): void;
  /** [T5] Says which conversation is looked at, or none; resolves with who else does. Rejects with `unavailable` when offline. */
  view(conversationId: string | null): Promise<readonly Viewer[]>;
  /** Marks as read up to a public position, by default the last public entry shown. */
  markRead(conversationId: string, position?: number): Promise<void>;
  end(conversationId: string): Promise<void>;
  /** Every event, after the state has taken it in; the result stops it. */
  listen(listener: (event: EventFrame) => void): () => void;
}

/** In `visitor-session.ts` and `agent-session.ts`. */
export type CreateVisitorSession = (options: VisitorSessionOptions) => VisitorSession;
export type CreateAgentSession = (options: AgentSessionOptions) => AgentSession;
