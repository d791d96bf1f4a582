import { z } from 'zod';
import { messageText } from './text.ts';

/** Shapes of the HTTP API about notes, mentions, transfers and changes of what was said. SPEC.md, section N. */

/** How long one's own words can be edited and deleted. */
export const EDIT_MINUTES = 15;
/** How often one message can be edited: each wording is kept for colleagues. */
export const MAX_EDITS = 5;
/** How many people and teams a note can speak to. */
export const MAX_MENTIONS = 20;

/** A colleague, or a team. */
export const addressee = z.object({ kind: z.enum(['member', 'team']), id: z.uuid() });
export type Addressee = z.infer<typeof addressee>;

export const noteRequest = z.object({
  client_id: z.uuid(),
  text: messageText,
  mentions: z.array(addressee).max(MAX_MENTIONS).default([]),
});

export const transferRequest = z.object({
  client_id: z.uuid(),
  to: addressee,
  /** `offer`: it stays with whom it is until the colleague accepts. */
  as: z.enum(['direct', 'offer']).default('direct'),
  note: messageText.optional(),
});

export const takeOverRequest = z.object({
  client_id: z.uuid(),
  /** Whose it was when this was asked; null: nobody's. A conflict where it is another's by now. */
  from: z.uuid().nullable().optional(),
});
export const editRequest = z.object({ client_id: z.uuid(), text: messageText });
export const removalRequest = z.object({ client_id: z.uuid() });

export const mention = z.object({
  conversation_id: z.uuid(),
  number: z.int(),
  /** That of the note, and its words as they stand now. */
  seq: z.int(),
  text: z.string(),
  author: z.object({ id: z.uuid().nullable(), name: z.string().nullable() }),
  created_at: z.iso.datetime(),
  read_at: z.iso.datetime().nullable(),
});
export type Mention = z.infer<typeof mention>;

export const mentionList = z.object({
  mentions: z.array(mention),
  unread: z.int(),
  next: z.string().nullable(),
});
export type MentionList = z.infer<typeof mentionList>;
