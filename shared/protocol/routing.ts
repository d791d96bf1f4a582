import { z } from 'zod';

/** Shapes of the HTTP API about availability, offers and decisions. SPEC.md, section Q. */

export const availability = z.enum(['online', 'away', 'offline']);

export const availabilityRequest = z.object({
  availability,
  /** False: no new chats, while what is there is finished. */
  accepts_chats: z.boolean(),
  /** Why, in a few words; colleagues and reports see it. */
  reason: z
    .string()
    .transform((text) => text.toWellFormed().normalize('NFC').trim())
    .refine((text) => text.length <= 100, 'At most 100 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'One line, without control characters.')
    .nullable(),
  /** Set by the console after a time without input, not by the person. Ends with their next input. */
  by_itself: z.boolean().default(false),
});
export type AvailabilityRequest = z.infer<typeof availabilityRequest>;

export const availabilityState = z.object({
  availability,
  accepts_chats: z.boolean(),
  reason: z.string().nullable(),
  by_itself: z.boolean(),
  since: z.iso.datetime(),
  /** The colleague who set it last; null: themselves, or by itself. */
  set_by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Chats that count against the limit, and the limit. */
  load: z.int(),
  limit: z.int(),
  /** What is offered to them now, the one that ends first before the others. */
  offers: z.array(
    z.object({
      conversation_id: z.uuid(),
      offered_at: z.iso.datetime(),
      /** Whatever the clock of who asks says. */
      left_ms: z.int().min(0),
      /** The colleague who has it and asks; null: its queue. */
      from: z.object({ member_id: z.uuid(), name: z.string() }).nullable(),
      /** What the colleague says to it. */
      note: z.string().nullable(),
    }),
  ),
});
export type Offer = AvailabilityState['offers'][number];
export type AvailabilityState = z.infer<typeof availabilityState>;

/** A colleague, as who looks for one sees them. */
export const colleague = z.object({
  member_id: z.uuid(),
  name: z.string(),
  availability,
  accepts_chats: z.boolean(),
  reason: z.string().nullable(),
  connected: z.boolean(),
  load: z.int(),
  limit: z.int(),
});
export type Colleague = z.infer<typeof colleague>;

export const exclusion = z.enum([
  'offline',
  'away',
  'not_connected',
  'no_new_chats',
  'at_limit',
  'at_team_limit',
  'passed',
]);

/** How one agent stood in a decision. */
export const judged = z.object({
  member_id: z.uuid(),
  name: z.string(),
  load: z.int(),
  team_load: z.int(),
  limit: z.int(),
  /** Null: could have had it. */
  excluded: exclusion.nullable(),
});

export type Judged = z.infer<typeof judged>;

/** "Who would get this now, and why?" Nothing is changed by the question. */
export const dryRun = z.object({
  choice: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('chosen'),
      member_id: z.uuid(),
      name: z.string(),
      rule: z.enum(['sticky', 'round_robin', 'least_busy', 'priority']),
    }),
    z.object({ kind: z.literal('nobody'), because: z.enum(['manual', 'busy', 'absent', 'declined']) }),
  ]),
  /** In the order of the team's strategy. */
  candidates: z.array(judged),
});
export type DryRun = z.infer<typeof dryRun>;
