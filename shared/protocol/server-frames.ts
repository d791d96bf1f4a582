import { z } from 'zod';
import { opening } from './opening.ts';
import { queuePlace } from './queue-place.ts';
import { entry, publicEntry, sender } from './entries.ts';
import { conversation, visitorConversation } from './conversations.ts';

/** Frames that the server sends: answers, and events with past-tense names. SPEC.md, section S. */

const errorBody = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  retry_after: z.number().optional(),
});

const limits = z.object({ text_length: z.int(), frame_bytes: z.int(), page_entries: z.int() });

export const visitorWelcome = z.object({
  type: z.literal('welcome'),
  v: z.int(),
  role: z.literal('visitor'),
  heartbeat_ms: z.int(),
  limits,
  visitor: z.object({ id: z.uuid(), name: z.string().nullable() }),
  /** By the business hours, at this moment. */
  opening,
  /** [T7] There and true where agents see what a visitor types. */
  typing_preview: z.literal(true).optional(),
  /** The visitor's latest conversations, newest first, at most 20. */
  conversations: z.array(visitorConversation),
});

/** [S6] What a workspace decided that agents' lists go by. */
export const desk = z.object({
  wait_target_seconds: z.int(),
  /** What notifications are like for agents who chose nothing. */
  notifications: z.object({ sound: z.boolean(), desktop: z.boolean() }),
});

export const agentWelcome = z.object({
  type: z.literal('welcome'),
  v: z.int(),
  role: z.literal('agent'),
  heartbeat_ms: z.int(),
  limits,
  me: z.object({ id: z.uuid(), name: z.string(), role: z.enum(['owner', 'admin', 'agent']) }),
  epoch: z.uuid(),
  rev: z.int(),
  /** [R5] `whole`: pull `inbox.fetch` from your position. `reset`: drop your copy and read it anew. */
  resume: z.enum(['fresh', 'whole', 'reset']),
  /** Visitors who are connected now, at most 1,000. */
  online_visitors: z.array(z.uuid()),
  desk,
});

/** [S1] The answer to a request: its id, and a result whose shape the request's type decides. */
export const answer = z.object({ type: z.literal('answer'), id: z.int(), result: z.unknown() });
/** [S2] The refusal of a request; without an id it concerns no request. */
export const refusal = z.object({ type: z.literal('error'), id: z.int().optional(), error: errorBody });
export const pong = z.object({ type: z.literal('pong') });

/** [S3] To agents: one committed transaction of the workspace. `rev` grows by one from frame to frame. */
export const workspaceChanged = z.object({
  type: z.literal('workspace.changed'),
  rev: z.int(),
  changes: z.array(z.object({ conversation, entries: z.array(entry) })),
});
/** [S4] To a visitor: one of the visitor's conversations changed. */
export const conversationChanged = z.object({
  type: z.literal('conversation.changed'),
  conversation: visitorConversation,
  entries: z.array(publicEntry),
});
/** [T2] Somebody types. Lasts TYPING_TTL_MS unless renewed. To a visitor `sender.id` is null. */
export const typingChanged = z.object({
  type: z.literal('typing.changed'),
  conversation_id: z.uuid(),
  sender,
  typing: z.boolean(),
  /** What the visitor wrote so far, to agents alone, where the workspace shows it. */
  text: z.string().optional(),
});
/** [V1] To a visitor: where a conversation that waits stands now. */
export const placeChanged = z.object({
  type: z.literal('place.changed'),
  conversation_id: z.uuid(),
  ...queuePlace.shape,
});
/** [T4] To agents: a visitor came or went. */
export const presenceChanged = z.object({
  type: z.literal('presence.changed'),
  visitor_id: z.uuid(),
  online: z.boolean(),
});

/** [S6] To agents: the workspace decided otherwise. */
export const deskChanged = z.object({ type: z.literal('desk.changed'), desk });

/** [S7] To agents: a member's availability is another; who shows it asks for it. */
export const availabilityChanged = z.object({
  type: z.literal('availability.changed'),
  member_id: z.uuid(),
});

/** [S8] To the sockets of one member: they chose otherwise; who shows it asks for it. */
export const preferencesChanged = z.object({ type: z.literal('preferences.changed'), version: z.int() });

const viewer = z.object({ id: z.uuid(), name: z.string() });
/** [T6] The answer to `viewing.set`, and what who looks at the conversation is told when that changes. */
export const viewersAnswer = z.object({ viewers: z.array(viewer) });
export const viewersChanged = z.object({
  type: z.literal('viewers.changed'),
  conversation_id: z.uuid(),
  viewers: z.array(viewer),
});

/** [S9] To agents: the tags are others, or called otherwise; who shows them asks for them. */
export const tagsChanged = z.object({ type: z.literal('tags.changed') });

export const serverFrame = z.union([
  visitorWelcome,
  agentWelcome,
  answer,
  refusal,
  pong,
  workspaceChanged,
  conversationChanged,
  placeChanged,
  typingChanged,
  presenceChanged,
  deskChanged,
  availabilityChanged,
  tagsChanged,
  preferencesChanged,
  viewersChanged,
]);

export type VisitorWelcome = z.infer<typeof visitorWelcome>;
export type AgentWelcome = z.infer<typeof agentWelcome>;
export type DeskSettings = z.infer<typeof desk>;
export type DeskChanged = z.infer<typeof deskChanged>;
export type Answer = z.infer<typeof answer>;
export type Refusal = z.infer<typeof refusal>;
export type WorkspaceChanged = z.infer<typeof workspaceChanged>;
export type ConversationChanged = z.infer<typeof conversationChanged>;
export type PlaceChanged = z.infer<typeof placeChanged>;
export type TypingChanged = z.infer<typeof typingChanged>;
export type PresenceChanged = z.infer<typeof presenceChanged>;
export type AvailabilityChanged = z.infer<typeof availabilityChanged>;
export type PreferencesChanged = z.infer<typeof preferencesChanged>;
export type ViewersChanged = z.infer<typeof viewersChanged>;
export type Viewer = z.infer<typeof viewer>;
export type TagsChanged = z.infer<typeof tagsChanged>;
export type ServerFrame = z.infer<typeof serverFrame>;

/** [M4] Where an entry came to stand. `seq` is of the asker's numbering; public for visitors. */
export const entryAnswer = z.object({
  conversation_id: z.uuid(),
  client_id: z.uuid(),
  seq: z.int().positive(),
  created_at: z.iso.datetime(),
});
export type EntryAnswer = z.infer<typeof entryAnswer>;

/** [R1] A page of entries, ascending. `last` is the conversation's last position as of this answer. */
export interface EntriesPage<E, C> {
  conversation: C;
  entries: E[];
  /** Whether the way asked for holds more entries beyond this page. */
  more: boolean;
}

/** [R4] A page of changed conversations, ascending by `rev`. */
export interface InboxPage {
  /** True when the position is of another epoch or ahead of the server: drop the copy, read it anew. */
  reset: boolean;
  epoch: string;
  /** The position to ask from next. */
  rev: number;
  conversations: import('./conversations.ts').Conversation[];
  more: boolean;
}
