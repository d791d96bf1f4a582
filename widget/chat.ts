import type { ConnectionState } from '../shared/client/types.ts';
import type { ErrorBody } from '../shared/errors.ts';
import type { ConversationStatus } from '../shared/protocol/conversations.ts';
import type { ChatOptions } from './options.ts';

/**
 * The public surface: what `createChat` returns and what stands behind `window.Bellhop`.
 * A promise that rejects does so with an `Error` (a `BellhopError` where it has a `code`); one that nobody looks at is not
 * reported as unhandled. No method throws.
 */

export interface ChatState {
  /** Whether the panel is open. */
  open: boolean;
  /** Whether the launcher can be seen: false after `hide()`. */
  visible: boolean;
  /** Messages that the visitor has not seen. */
  unread: number;
  /** Null until the panel was first opened. */
  connection: ConnectionKind | null;
  conversation: { id: string; status: ConversationStatus } | null;
}

/** `live` is connected, `waiting` is between two attempts, `refused` is final. */
export type ConnectionKind = ConnectionState['kind'];

export interface ChatMessage {
  conversation_id: string;
  client_id: string;
  text: string;
}

/** Up to 50 of them: names of `a-z 0-9 _ . -`, at most 64 characters; texts of at most 500 characters. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** What the page says of its visitor without proof: agents see it as such. */
export interface SaidIdentity {
  name?: string;
  email?: string;
  attributes?: Attributes;
}

/**
 * Who the visitor is. A token (JWT) that your server signed, or a function that fetches one (called again when it has
 * expired), proves it; a plain object says it.
 */
export type Identity = string | { token: string } | (() => string | Promise<string>) | SaidIdentity;

export interface Rating {
  /** 1 for the worst, 5 for the best. */
  score: 1 | 2 | 3 | 4 | 5;
  /** At most 1,000 characters. */
  comment?: string;
  /** To the site's own question. */
  answer?: string;
}

export interface Transcript {
  text: string;
  /** A name to save it under. */
  file_name: string;
}

export interface PageView {
  /** The page's address by default. */
  url?: string;
  /** The document's title by default. */
  title?: string;
}

/** What `use` takes. Both run at once, not later: a promise is not waited for. */
export interface Hooks {
  /** Before a message leaves: a text goes in its place, `false` keeps it back; nothing lets it pass. */
  beforeSend?(message: { text: string }): string | false | void;
  /**
   * Before an agent's or the visitor's message is drawn in the log, read out as it arrives or written into a transcript: a
   * text goes in its place, `false` shows none. Quotes of it, the list of conversations and events have it as it was.
   */
  beforeDisplay?(message: { text: string; name: string | null; own: boolean }): string | false | void;
}

/** What can be changed while the chat stands. */
export type ChatUpdate = Partial<Omit<ChatOptions, 'site' | 'host' | 'settings' | 'nonce'>>;

/** Every event, with what its listeners are given. */
export interface ChatEvents {
  /** The launcher stands on the page. */
  ready: undefined;
  open: undefined;
  close: undefined;
  show: undefined;
  hide: undefined;
  unread: { count: number };
  /** The server has stored it. */
  'message:sent': ChatMessage;
  'message:received': { conversation_id: string; seq: number; text: string; name: string | null };
  'message:failed': ChatMessage & { error: Pick<ErrorBody, 'code' | 'message'> };
  /** An agent began or stopped typing. */
  typing: { name: string | null; typing: boolean };
  'conversation:started': { conversation_id: string };
  'conversation:ended': { conversation_id: string; reason: string };
  /** Where a conversation that waits stands: 1 for who is next. `wait_seconds` is null where nothing honest can be said. */
  'queue:position': { conversation_id: string; position: number | null; wait_seconds: number | null };
  'agent:assigned': { conversation_id: string; name: string };
  /** The conversation has no agent any more: it waits for another one. */
  'agent:left': { conversation_id: string };
  /** Whether somebody is there by the business hours, as of the latest welcome; `changes_at` is an ISO time. */
  availability: { available: boolean; changes_at: string | null };
  connection: { state: ConnectionKind };
  /** The visitor filled in a form; `conversation_id` is null where it began none. */
  'form:submitted': {
    form: 'pre_chat' | 'offline';
    conversation_id: string | null;
    values: Readonly<Record<string, string | boolean>>;
  };
  'rating:submitted': { conversation_id: string; score: number; comment?: string };
  /** `id` is what your server calls the visitor (`sub`); null for somebody whom nobody vouched for. */
  'identity:changed': { id: string | null; verified: boolean };
  error: { error: Error };
}

export type ChatEvent = keyof ChatEvents;
export type Listener<E extends ChatEvent> = (detail: ChatEvents[E]) => void;
export type Unsubscribe = () => void;

/** What the panel answers; each loads it first where that has not happened yet. */
export interface PanelMethods {
  /** Send a message as the visitor. Resolves when it is stored and waiting or sent; delivery is an event. */
  sendMessage(text: string): Promise<ChatMessage>;
  /** Put a text into the composer, in place of what stands there. */
  setDraft(text: string): Promise<void>;
  /** Leave the conversation on screen and show an empty one; the next message begins it. */
  startConversation(): Promise<void>;
  /** Open the panel on an earlier conversation of this visitor. Rejects with `not_found` when it is not one. */
  openConversation(conversationId: string): Promise<void>;
  /** End the conversation on screen. Rejects with `not_found` when there is none. */
  endConversation(): Promise<void>;
  /** Rate the conversation on screen, which has ended; a day long again, in place of the former rating. */
  rate(rating: Rating): Promise<void>;
  /** The conversation on screen, whole, as a text. Rejects with `not_found` when there is none. */
  requestTranscript(): Promise<Transcript>;
  /** Mark everything as seen. */
  markRead(): Promise<void>;
  /** Say who the visitor is. A change of person forgets the former one first. */
  identify(identity: Identity): Promise<void>;
  /** Send a file. Always rejects with `unsupported`: this server takes none yet. */
  uploadFile(file: Blob): Promise<never>;
}

/** What changes how the chat stands on the page. None of it loads the panel: what only a panel can do waits until there is one. */
export interface SetupMethods {
  /**
   * Set the chat up, or again after `shutdown()`. With the options that it has this does nothing; with others it is an
   * `update`. Rejects with a `TypeError` that names the option and its fix.
   */
  init(options?: Partial<ChatOptions>): Promise<void>;
  /** Change options while it stands. What is not named stays as it is. Rejects as `init` does. */
  update(options: ChatUpdate): Promise<void>;
  /** Speak another language: a BCP 47 tag. */
  setLocale(locale: string): Promise<void>;
  setTheme(theme: 'light' | 'dark' | 'auto'): Promise<void>;
  setPosition(position: 'right' | 'left'): Promise<void>;
  /**
   * Whether the visitor allows what needs consent. `true` lets the chat store what it needs; `false` forgets the visitor,
   * removes all that was stored, and keeps to memory from then on.
   */
  setConsent(consent: boolean): Promise<void>;
  /** Add to what is known of the visitor; null removes a name. */
  setAttributes(attributes: Attributes): Promise<void>;
  /** Tell of something that the visitor did. Nothing leaves the page before the visitor has written. */
  track(name: string, properties?: Attributes): Promise<void>;
  /** Tell of a page that the visitor sees. Nothing leaves the page before the visitor has written. */
  page(view?: PageView): Promise<void>;
  /** Choose the team that the next conversation goes to, by the id that the site's settings give; null for the site's own. */
  setTeam(teamId: string | null): Promise<void>;
  /** Have messages looked at before they leave and before they show. The promise gives a function that ends it. */
  use(hooks: Hooks): Promise<Unsubscribe>;
}

/** What code answers that comes after the launcher. */
export interface LaterMethods extends PanelMethods, SetupMethods {
  /** Take the widget off the page and hang up. The visitor is kept; `init()` and `open()` start it again. */
  shutdown(): Promise<void>;
  /** Forget the visitor and take the widget off the page for good: no node, listener, timer, socket, key or global is left. */
  destroy(): Promise<void>;
}

export interface Chat extends LaterMethods {
  /** Resolves when the launcher stands on the page. */
  ready(): Promise<void>;
  /** Load and open the panel. Rejects when it could not be loaded. */
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Show the launcher (again). */
  show(): Promise<void>;
  /** Take launcher and panel out of sight. */
  hide(): Promise<void>;
  getState(): ChatState;
  getUnreadCount(): number;
  /** Forget the visitor: token, messages and drafts go from the page and from storage. For a sign-out. */
  reset(): Promise<void>;
  /** Calls `listener` at every `event` until the function it returns is called. */
  on<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  once<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  off<E extends ChatEvent>(event: E, listener: Listener<E>): void;
}
