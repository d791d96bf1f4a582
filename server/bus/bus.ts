import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry, Sender } from '../../shared/protocol/entries.ts';

/** One conversation's part in a committed transaction. */
export interface WorkspaceChange {
  conversation: Conversation;
  entries: Entry[];
  /** Whether its visitor can see any of it (E5). */
  visitorVisible: boolean;
}

/** [S3] One transaction of a workspace, told after its commit. */
export interface ChangedMessage {
  kind: 'changed';
  workspaceId: string;
  rev: number;
  changes: WorkspaceChange[];
}

/** [T1] Somebody types. Not stored. */
export interface TypingMessage {
  kind: 'typing';
  workspaceId: string;
  conversationId: string;
  visitorId: string;
  sender: Sender;
  typing: boolean;
  /** [T7] What a visitor wrote so far: for agents alone. */
  text?: string;
}

/** [T4] A visitor came to a node, or left it. */
export interface PresenceMessage {
  kind: 'presence';
  workspaceId: string;
  visitorId: string;
  online: boolean;
}

/** [C3] A right ended: sockets that stand on it are closed now. */
export interface RevokedMessage {
  kind: 'revoked';
  scope: 'session' | 'visitor_token' | 'member' | 'visitor';
  id: string;
}

/** A workspace's settings changed; they are read anew. */
export interface SettingsMessage {
  kind: 'settings';
  workspaceId: string;
  version: number;
}

/** [Q9] An agent said something else of themselves, or an admin did. */
export interface AvailabilityMessage {
  kind: 'availability';
  workspaceId: string;
  memberId: string;
}

/** A team's rule, limits or members changed: its queue may move. */
export interface TeamMessage {
  kind: 'team';
  workspaceId: string;
  teamId: string;
}

/** [S8] A member chose something else for themselves. */
export interface PreferencesMessage {
  kind: 'preferences';
  workspaceId: string;
  memberId: string;
  version: number;
}

/** [T5] Somebody looks at a conversation, or looks away. Not stored. */
export interface ViewingMessage {
  kind: 'viewing';
  workspaceId: string;
  conversationId: string;
  /** One tab of somebody. */
  viewerId: string;
  memberId: string;
  name: string;
  viewing: boolean;
}

/** [S9] The tags of a workspace are others, or called otherwise. */
export interface TagsMessage {
  kind: 'tags';
  workspaceId: string;
}

export type BusMessage =
  | ChangedMessage
  | TypingMessage
  | PresenceMessage
  | RevokedMessage
  | SettingsMessage
  | AvailabilityMessage
  | TeamMessage
  | TagsMessage
  | PreferencesMessage
  | ViewingMessage;
export type BusListener = (message: BusMessage) => void;

/**
 * Carries messages between the nodes, and from a node to itself. A doorbell, not a store: it may lose, repeat or
 * reorder, and whoever listens finds out from the database what it missed. It never throws at a publisher, and a
 * listener that throws keeps no other from hearing.
 */
export interface Bus {
  publish(message: BusMessage): void;
  /** Starts to listen; the result stops it. */
  subscribe(listener: BusListener): () => void;
  /** After this nothing is published or heard. Idempotent. */
  close(): Promise<void>;
}
