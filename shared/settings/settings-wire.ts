import { z } from 'zod';

/** Values by key; a form gets all of them, so that it needs no defaults of its own. */
export const settingsAnswer = z.object({
  /** Counts the changes; send it back as `base_version`. */
  version: z.int().min(0),
  values: z.record(z.string(), z.unknown()),
  /** The keys that are set otherwise than by default. */
  changed: z.array(z.string()),
  /** Who changed something last. */
  updated: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
});

export const settingsChange = z.object({
  /** The version that the person saw. A key that somebody else changed since is a conflict. */
  base_version: z.int().min(0),
  /** New values by key; null goes back to the default. */
  changes: z
    .record(z.string().max(64), z.unknown())
    .refine((changes) => Object.keys(changes).length > 0, 'Change something.'),
});

export const settingsHistory = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      at: z.iso.datetime(),
      by: z.object({ id: z.uuid(), name: z.string() }),
      changes: z.array(z.object({ key: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
  /** Ask for versions before this one; null at the beginning. */
  next: z.int().nullable(),
});

/** The sender to try, as typed; empty is the server's own. */
export const testMail = z.object({ sender_name: z.unknown(), sender_address: z.unknown() });

export type SettingsAnswer = z.infer<typeof settingsAnswer>;
export type SettingsChange = z.infer<typeof settingsChange>;
export type SettingsHistory = z.infer<typeof settingsHistory>;
