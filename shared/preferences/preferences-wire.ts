import { z } from 'zod';

export const preferencesAnswer = z.object({
  /** Grows with each change. */
  version: z.int().min(0),
  /** What the agent chose, by key; the rest is as the workspace or Bellhop has it. */
  chosen: z.record(z.string(), z.unknown()),
  /** What the workspace has for those who chose nothing. */
  defaults: z.object({ sound: z.boolean(), desktop: z.boolean() }),
  /** How many chats an admin lets them have at once: their own limit can only be lower. */
  most_chats: z.int(),
});

export const preferencesChange = z.object({
  /** New values by key; null chooses nothing. All or none. */
  changes: z
    .record(z.string().max(64), z.unknown())
    .refine((changes) => Object.keys(changes).length > 0, 'Change something.'),
});

export type PreferencesAnswer = z.infer<typeof preferencesAnswer>;
export type PreferencesChange = z.infer<typeof preferencesChange>;
