import { z } from 'zod';
import { senderKind } from './entries.ts';

export const conversationStatus = z.enum(['waiting', 'open', 'snoozed', 'ended']);
export type ConversationStatus = z.infer<typeof conversationStatus>;

/** A conversation as lists show it to agents: its row, whole, as of `rev`. */
export const conversation = z.object({
  id: z.uuid(),
  number: z.int().positive(),
  site_id: z.uuid(),
  visitor: z.object({ id: z.uuid(), name: z.string().nullable() }),
  status: conversationStatus,
  kind: z.enum(['live', 'ticket']),
  /** Whose queue it is in, or was; null: that of the workspace. */
  team_id: z.uuid().nullable(),
  /** The higher goes first. */
  priority: z.int().min(0).max(2),
  /** Its place in the queue among those of the same priority; kept when it comes back. */
  queued_at: z.iso.datetime(),
  /** When it wakes by itself; null: when its visitor writes. Of a snoozed one alone. */
  snoozed_until: z.iso.datetime().nullable(),
  /** Tags of the workspace; one that is not among them any more is shown nowhere. */
  tag_ids: z.array(z.uuid()),
  assignee_id: z.uuid().nullable(),
  assignee_name: z.string().nullable(),
  seq: z.int(),
  public_seq: z.int(),
  rev: z.int(),
  /** Read positions, both in public numbers. */
  visitor_read: z.int(),
  agent_read: z.int(),
  /** Since when the visitor waits for an answer; null when the last word is an agent's or it ended. */
  waiting_since: z.iso.datetime().nullable(),
  last_message: z.object({ sender: senderKind, text: z.string(), at: z.iso.datetime() }).nullable(),
  created_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type Conversation = z.infer<typeof conversation>;

/** A conversation as its visitor sees it. All numbers are public ones. */
export const visitorConversation = z.object({
  id: z.uuid(),
  status: conversationStatus,
  seq: z.int(),
  visitor_read: z.int(),
  agent_read: z.int(),
  agent: z.object({ name: z.string() }).nullable(),
  last_message: z.object({ sender: senderKind, text: z.string(), at: z.iso.datetime() }).nullable(),
  created_at: z.iso.datetime(),
});
export type VisitorConversation = z.infer<typeof visitorConversation>;

/** [R7] One of a visitor's conversations; of a search with the latest message that holds the words. */
export const foundConversation = visitorConversation.extend({
  found: z.object({ seq: z.int(), sender: senderKind, text: z.string(), at: z.iso.datetime() }).optional(),
});
export type FoundConversation = z.infer<typeof foundConversation>;

/** [R7] `next` is the `before` of the page after this one; null after the last. */
export const visitorConversationPage = z.object({
  conversations: z.array(foundConversation),
  next: z.string().nullable(),
});
export type VisitorConversationPage = z.infer<typeof visitorConversationPage>;
