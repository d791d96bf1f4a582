import { z } from 'zod';
import { businessHours } from '../hours/schema.ts';
import { personName } from './text.ts';

/** Shapes of the HTTP API about teams. */

export const MAX_TEAM_MEMBERS = 200;

/** How a team's waiting chats come to its agents. */
export const teamStrategy = z.enum(['manual', 'priority', 'round_robin', 'least_busy']);
export type TeamStrategy = z.infer<typeof teamStrategy>;

export const teamRequest = z.object({
  name: personName,
  strategy: teamStrategy,
  /** Whether the agent whom the visitor spoke with last comes before the strategy. */
  sticky: z.boolean().default(false),
  /** How long a chat is offered to one agent before the next; null: it is theirs at once. */
  offer_seconds: z.int().min(5).max(600).nullable().default(null),
  /** How many of the team's chats an agent takes at once; null for the agent's own limit. */
  chat_limit: z.int().min(1).max(100).nullable(),
  /** How many visitors may wait before the overflow team takes over; null for any number. */
  queue_limit: z.int().min(1).max(10_000).nullable(),
  /** What waiting visitors are told; empty for the text of the site. */
  expectation: z
    .string()
    .transform((text) => text.toWellFormed().normalize('NFC').trim())
    .refine((text) => text.length <= 200, 'At most 200 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'One line, without control characters.'),
  overflow_team_id: z.uuid().nullable(),
  /** When its agents are there; null for the hours of the workspace. */
  hours: businessHours.nullable(),
  /** The team's agents, in the order in which their turn comes. */
  member_ids: z
    .array(z.uuid())
    .max(MAX_TEAM_MEMBERS, `A team has at most ${MAX_TEAM_MEMBERS} agents.`)
    .refine((ids) => new Set(ids).size === ids.length, 'Name each agent once.'),
});
export type TeamRequest = z.infer<typeof teamRequest>;

export const team = z.object({
  id: z.uuid(),
  name: z.string(),
  strategy: teamStrategy,
  sticky: z.boolean(),
  offer_seconds: z.int().nullable(),
  chat_limit: z.int().nullable(),
  queue_limit: z.int().nullable(),
  expectation: z.string(),
  overflow_team_id: z.uuid().nullable(),
  hours: businessHours.nullable(),
  member_ids: z.array(z.uuid()),
});
export type Team = z.infer<typeof team>;
