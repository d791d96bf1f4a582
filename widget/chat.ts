import type { ConnectionState } from '../shared/client/types.ts';
import type { ErrorBody } from '../shared/errors.ts';
import type { ConversationStatus } from '../shared/protocol/conversations.ts';

/** The public surface: what `createChat` returns and what stands behind `window.Bellhop`. */

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

/** Every event, with what its listeners are given. */
export interface ChatEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  show: undefined;
  hide: undefined;
  unread: { count: number };
  'message:sent': ChatMessage;
  'message:received': { conversation_id: string; seq: number; text: string; name: string | null };
  'message:failed': ChatMessage & { error: Pick<ErrorBody, 'code' | 'message'> };
  typing: { name: string | null; typing: boolean };
  'conversation:started': { conversation_id: string };
  'conversation:ended': { conversation_id: string; reason: string };
  /** Where a conversation that waits stands: 1 for who is next. `wait_seconds` is null where nothing honest can be said. */
  'queue:position': { conversation_id: string; position: number | null; wait_seconds: number | null };
  'agent:assigned': { conversation_id: string; name: string };
  connection: { state: ConnectionKind };
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
  /** End the conversation on screen. Rejects with `not_found` when there is none. */
  endConversation(): Promise<void>;
  /** Mark everything as seen. */
  markRead(): Promise<void>;
}

export interface Chat extends PanelMethods {
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
  /** Forget the visitor and take the widget off the page for good. */
  destroy(): Promise<void>;
  on<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  once<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  off<E extends ChatEvent>(event: E, listener: Listener<E>): void;
}
