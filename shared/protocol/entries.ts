import { z } from 'zod';

/** An entry's types and bodies, as they are stored and as agents see them. SPEC.md, section E. */
export const entryBodies = {
  /** The conversation began. Public. */
  started: z.object({ site_id: z.uuid() }),
  /** Something that was said. Public. */
  message: z.object({ text: z.string() }),
  /** An internal note. Never public. */
  note: z.object({ text: z.string() }),
  /** An agent took the conversation or was given it. Public as the agent's name alone. */
  assigned: z.object({ member_id: z.uuid(), name: z.string() }),
  /** Its agent works here no more, and it waits for another. Public without a body. */
  unassigned: z.object({ member_id: z.uuid(), name: z.string() }),
  /** The visitor left an agent's message unanswered for long; the conversation will end. Public. */
  idle_warned: z.object({}),
  /** The conversation ended. Public. */
  ended: z.object({ reason: z.enum(['agent', 'visitor', 'idle']) }),
  /** The visitor wrote after the end. Public. */
  reopened: z.object({}),
} as const;

export type EntryType = keyof typeof entryBodies;
export type EntryBody<T extends EntryType = EntryType> = z.infer<(typeof entryBodies)[T]>;

export const senderKind = z.enum(['visitor', 'agent', 'system']);
export type SenderKind = z.infer<typeof senderKind>;

/** Who sent an entry. `name` is an agent's name at the time; visitors and the system have none here. */
export const sender = z.object({
  kind: senderKind,
  id: z.uuid().nullable(),
  name: z.string().nullable(),
});
export type Sender = z.infer<typeof sender>;

/** An entry as agents see it. `type` is open: a client shows a placeholder for one it does not know (E4). */
export const entry = z.object({
  seq: z.int().positive(),
  public_seq: z.int().positive().nullable(),
  type: z.string(),
  sender,
  client_id: z.uuid().nullable(),
  body: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
});
export type Entry = z.infer<typeof entry>;

/** An entry as its visitor sees it: `seq` is the public number, the body its public projection (E3). */
export const publicEntry = z.object({
  seq: z.int().positive(),
  type: z.string(),
  sender: z.object({ kind: senderKind, name: z.string().nullable() }),
  client_id: z.uuid().nullable(),
  body: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
});
export type PublicEntry = z.infer<typeof publicEntry>;
