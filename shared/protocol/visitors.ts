import { z } from 'zod';
import { conversation } from './conversations.ts';

export const MAX_ATTRIBUTES = 50;
const MAX_ATTRIBUTE_NAME = 64;
const MAX_ATTRIBUTE_TEXT = 500;
const MAX_NAME = 120;
const MAX_EMAIL = 254;
const MAX_SEARCH = 100;

/** [S14] As a name these would reach into the object itself. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
// A NUL or half a surrogate pair is text that no database holds.
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
const storable = (max: number) =>
  z.string().trim().max(max).refine(isStorable, 'holds characters that cannot be stored');

const attributeName = storable(MAX_ATTRIBUTE_NAME)
  .min(1)
  .refine((name) => !RESERVED.has(name), 'is a reserved name');
const attributeValue = z.union([storable(MAX_ATTRIBUTE_TEXT), z.number(), z.boolean()]);

/** [S28] What a team notes about a visitor. */
export const visitorAttributes = z
  .unknown()
  // Looked at before zod copies it: a copy silently loses what is named `__proto__`.
  .refine((value) => !hasReservedName(value), 'holds a reserved name')
  .pipe(
    z
      .record(attributeName, attributeValue)
      .refine((value) => Object.keys(value).length <= MAX_ATTRIBUTES, `holds at most ${MAX_ATTRIBUTES}`),
  );
export type VisitorAttributes = Record<string, string | number | boolean>;

const source = z.enum(['said', 'verified']);
export type VisitorSource = z.infer<typeof source>;
/** Who says so: a token that the site signed, or the page. What is not named the team noted. */
export const visitorSources = z.object({
  name: source.optional(),
  email: source.optional(),
  attributes: z.record(z.string(), source).optional(),
});
export type VisitorSources = z.infer<typeof visitorSources>;

const hasReservedName = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).some((name) => RESERVED.has(name));

const orNull = (text: string): string | null => (text === '' ? null : text);

export const visitorChange = z.object({
  name: storable(MAX_NAME).transform(orNull).nullable(),
  email: z
    .union([z.literal(''), z.email('is not an e-mail address').max(MAX_EMAIL)])
    .transform(orNull)
    .nullable(),
  attributes: visitorAttributes,
});
export type VisitorChange = z.infer<typeof visitorChange>;

export const visitorSummary = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  site: z.object({ id: z.uuid(), name: z.string() }),
  first_seen_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  blocked_at: z.iso.datetime().nullable(),
  erased_at: z.iso.datetime().nullable(),
  conversations: z.int(),
  open_conversations: z.int(),
  /** Whether the site vouched for who they are (ID1). */
  verified: z.boolean(),
});
export type VisitorSummary = z.infer<typeof visitorSummary>;

export const visitorDetails = visitorSummary.extend({
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  sources: visitorSources,
  /** What the site calls them; null for somebody whom nobody vouched for. */
  subject: z.string().nullable(),
});
export type VisitorDetails = z.infer<typeof visitorDetails>;

export const visitorPage = z.object({
  visitors: z.array(visitorSummary),
  /** Ask for the page after this; null on the last one. */
  next: z.string().nullable(),
});
export type VisitorPage = z.infer<typeof visitorPage>;

export const visitorConversationPage = z.object({
  conversations: z.array(conversation),
  next: z.string().nullable(),
});
export type VisitorConversationPage = z.infer<typeof visitorConversationPage>;

const yesOrNo = z.enum(['yes', 'no']).optional();
const instant = z.iso.datetime({ offset: true }).optional();

/** Which visitors are looked for. Enumerations and bound values only (S27). */
export const visitorQuery = z.object({
  /** In names, addresses and attributes. */
  q: storable(MAX_SEARCH).optional(),
  site: z.uuid().optional(),
  blocked: yesOrNo,
  /** Whether a conversation of theirs is unfinished. */
  open: yesOrNo,
  seen_from: instant,
  seen_to: instant,
});
export type VisitorQuery = z.infer<typeof visitorQuery>;
