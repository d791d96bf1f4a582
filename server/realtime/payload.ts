import type {
  AvailabilityChanged,
  ConversationChanged,
  DeskChanged,
  PlaceChanged,
  PreferencesChanged,
  PresenceChanged,
  TagsChanged,
  TypingChanged,
  ViewersChanged,
  VisitorWelcome,
  WorkspaceChanged,
} from '../../shared/protocol/server-frames.ts';

export type EventFrame =
  | AvailabilityChanged
  | ConversationChanged
  | DeskChanged
  | PlaceChanged
  | PreferencesChanged
  | PresenceChanged
  | TagsChanged
  | TypingChanged
  | ViewersChanged
  | WorkspaceChanged;

/** What can be told unasked. */
type Told = EventFrame | VisitorWelcome;

/** An event, encoded once for everyone who gets it. */
export interface Payload {
  /** Whether the database can tell it again; typing and presence it can't. */
  readonly stored: boolean;
  readonly bytes: Buffer;
}

export const encode = (frame: Told, stored: boolean): Payload => ({
  stored,
  bytes: Buffer.from(JSON.stringify(frame)),
});
