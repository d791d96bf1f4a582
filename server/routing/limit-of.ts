import { sql } from 'drizzle-orm';

/** An agent's own limit, of the row `m` of `members`; null where they chose none. */
export const OWN_LIMIT = sql`(m.preferences ->> 'chats.limit')::int`;

/** Whether what is offered to the agent `m` is theirs at once. */
export const AUTO_ACCEPTS = sql`coalesce((m.preferences ->> 'chats.auto_accept')::boolean, false)`;

/** How many chats at once: what an admin allows, else the workspace, or less where the agent chose less. */
export const limitOf = (allowed: number | null, usual: number, own: number | null = null): number =>
  Math.min(allowed ?? usual, own ?? Infinity);
