import type {
  AvailabilityMessage,
  PreferencesMessage,
  PresenceMessage,
  TypingMessage,
  WorkspaceChange,
} from '../bus/bus.ts';
import type { Viewer } from '../../shared/protocol/server-frames.ts';
import { toPublicEntry, toVisitorConversation } from '../conversations/projection.ts';
import { encode, type Payload } from './payload.ts';

/** What each audience gets to hear, encoded once for all of it. */

export const agentsChange = (rev: number, changes: readonly WorkspaceChange[]): Payload =>
  encode(
    {
      type: 'workspace.changed',
      rev,
      changes: changes.map(({ conversation, entries }) => ({ conversation, entries })),
    },
    true,
  );

/** [E3] Only the public projection leaves for a visitor. */
export const visitorsChange = ({ conversation, entries }: WorkspaceChange): Payload =>
  encode(
    {
      type: 'conversation.changed',
      conversation: toVisitorConversation(conversation),
      entries: entries.map(toPublicEntry).filter((entry) => entry !== null),
    },
    true,
  );

/** [T7] Agents alone get the words. */
export const agentsTyping = ({ conversationId, sender, typing, text }: TypingMessage): Payload =>
  encode(
    {
      type: 'typing.changed',
      conversation_id: conversationId,
      sender,
      typing,
      ...(text !== undefined && { text }),
    },
    false,
  );

/** [T3] To the visitor by the name alone. */
export const visitorsTyping = ({ conversationId, sender, typing }: TypingMessage): Payload =>
  encode(
    {
      type: 'typing.changed',
      conversation_id: conversationId,
      sender: { kind: sender.kind, id: null, name: sender.name },
      typing,
    },
    false,
  );

export const presence = ({ visitorId, online }: PresenceMessage): Payload =>
  encode({ type: 'presence.changed', visitor_id: visitorId, online }, false);

/** [S7] Agents alone: visitors hear nothing of who is there. */
export const availability = ({ memberId }: AvailabilityMessage): Payload =>
  encode({ type: 'availability.changed', member_id: memberId }, false);

/** [S8] To the member's own sockets alone. */
export const preferences = ({ version }: PreferencesMessage): Payload =>
  encode({ type: 'preferences.changed', version }, false);

/** [T6] */
export const viewers = (conversationId: string, looking: Viewer[]): Payload =>
  encode({ type: 'viewers.changed', conversation_id: conversationId, viewers: looking }, false);

/** [S9] Agents alone. */
export const tagsChanged = (): Payload => encode({ type: 'tags.changed' }, false);
