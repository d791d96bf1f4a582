import { z } from 'zod';

/** Why somebody got a chat, as the thread tells it: "2 of 5 chats, fewest in Support". */
export const decisionReason = z.object({
  rule: z.enum(['sticky', 'round_robin', 'least_busy', 'priority']),
  team: z.object({ id: z.uuid(), name: z.string() }),
  /** Their chats before this one, and how many they take. */
  load: z.int(),
  limit: z.int(),
});
export type DecisionReason = z.infer<typeof decisionReason>;

/** An entry's types and bodies, as they are stored and as agents see them. SPEC.md, section E. */
export const entryBodies = {
  /** The conversation began. Public. */
  started: z.object({ site_id: z.uuid() }),
  /** Something that was said. Public. */
  message: z.object({ text: z.string() }),
  /** An internal note. Never public. */
  note: z.object({ text: z.string() }),
  /**
   * An agent took the conversation or was given it. Public as the agent's name alone. `why` is what routing decided by,
   * absent where somebody took it; the candidates are kept beside the entry.
   */
  assigned: z.object({ member_id: z.uuid(), name: z.string(), why: decisionReason.optional() }),
  /** It is offered to one agent until `until`. Never public. */
  offered: z.object({
    member_id: z.uuid(),
    name: z.string(),
    until: z.iso.datetime(),
    why: decisionReason,
  }),
  /** The agent declined the offer, or let it pass. Never public. */
  offer_passed: z.object({ member_id: z.uuid(), name: z.string(), how: z.enum(['declined', 'timed_out']) }),
  /** It is in another queue now, with its place. Never public. */
  queued: z.object({
    team_id: z.uuid(),
    team_name: z.string(),
    why: z.enum(['overflow', 'transfer', 'agent_gone']),
  }),
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
