import { z } from 'zod';

/** Shapes of the HTTP API about snoozing, priority and tags. SPEC.md, section I. */

/** How far ahead a conversation can be snoozed. */
export const MAX_SNOOZE_DAYS = 366;
/** How many tags a workspace has, and a conversation. */
export const MAX_TAGS = 200;
export const MAX_TAGS_OF_ONE = 20;
export const MAX_TAG_LENGTH = 40;

export const TAG_COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

export const snoozeRequest = z.object({
  /** When it wakes; null: only when its visitor writes, which wakes it in any case. */
  until: z.iso.datetime({ offset: true }).nullable(),
});

/** 0 normal, 1 high, 2 urgent. */
export const PRIORITIES = [0, 1, 2] as const;
export type Priority = (typeof PRIORITIES)[number];
export const priorityRequest = z.object({ priority: z.int().min(0).max(2) });

const tagName = z
  .string()
  .transform((text) => text.toWellFormed().normalize('NFC').trim().replace(/\s+/gu, ' '))
  .refine((text) => text.length > 0, 'A tag needs a name.')
  .refine((text) => text.length <= MAX_TAG_LENGTH, `At most ${MAX_TAG_LENGTH} characters.`)
  .refine((text) => !/\p{Cc}/u.test(text), 'One line, without control characters.');

export const tag = z.object({ id: z.uuid(), name: z.string(), color: z.enum(TAG_COLORS) });
export type Tag = z.infer<typeof tag>;
export const tagList = z.object({ tags: z.array(tag) });
export type TagList = z.infer<typeof tagList>;

/** Without a colour it gets one by its name. */
export const newTagRequest = z.object({ name: tagName, color: z.enum(TAG_COLORS).optional() });
export type NewTagRequest = z.infer<typeof newTagRequest>;
export const tagRequest = z.object({ name: tagName, color: z.enum(TAG_COLORS) });
export type TagRequest = z.infer<typeof tagRequest>;
