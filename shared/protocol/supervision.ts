import { z } from 'zod';
import { availability } from './routing.ts';

/** Shapes of the HTTP API about queues as a whole, and about availability over time. SPEC.md, section Q. */

export const supervisedTeam = z.object({
  id: z.uuid(),
  name: z.string(),
  strategy: z.enum(['manual', 'round_robin', 'least_busy', 'priority']),
  /** Chats of this team that an agent takes at once; null: as many as the agent takes. */
  chat_limit: z.int().nullable(),
  /** In the team's order. */
  member_ids: z.array(z.uuid()),
});
export type SupervisedTeam = z.infer<typeof supervisedTeam>;

export const supervisedAgent = z.object({
  member_id: z.uuid(),
  name: z.string(),
  availability,
  accepts_chats: z.boolean(),
  reason: z.string().nullable(),
  by_itself: z.boolean(),
  since: z.iso.datetime(),
  /** A socket of theirs is there, or was within the last half minute. */
  connected: z.boolean(),
  load: z.int(),
  limit: z.int(),
  /** Chats that are offered to them now. */
  offered: z.array(z.uuid()),
});
export type SupervisedAgent = z.infer<typeof supervisedAgent>;

export const supervision = z.object({
  teams: z.array(supervisedTeam),
  agents: z.array(supervisedAgent),
});
export type Supervision = z.infer<typeof supervision>;

/** One change of somebody's availability. */
export const availabilityChange = z.object({
  id: z.uuid(),
  member: z.object({ id: z.uuid(), name: z.string() }),
  at: z.iso.datetime(),
  /** When the next one took its place; null: it stands. */
  until: z.iso.datetime().nullable(),
  availability,
  accepts_chats: z.boolean(),
  by_itself: z.boolean(),
  reason: z.string().nullable(),
  /** The colleague who set it; null: themselves, or by itself. */
  set_by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type AvailabilityChange = z.infer<typeof availabilityChange>;

export const availabilityHistory = z.object({
  changes: z.array(availabilityChange),
  /** Ask for the page before this; null on the last page. */
  next: z.string().nullable(),
});
export type AvailabilityHistory = z.infer<typeof availabilityHistory>;
