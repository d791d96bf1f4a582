/** What an agent says of themselves. What their sockets say is `connected`. */
export type Availability = 'online' | 'away' | 'offline';

/** What a decision knows of one agent of the team, read under the locks of the decision. */
export interface Candidate {
  member_id: string;
  name: string;
  /** The place in the team's order, from 0. */
  position: number;
  availability: Availability;
  /** False while they finish what they have: no new chats. */
  accepts: boolean;
  /** A socket of theirs is there, or was within the grace of the lease. */
  connected: boolean;
  /** Chats that count (see `load.ts`), of all teams and of this one. */
  load: number;
  team_load: number;
  /** Their own limit, else the workspace's. */
  limit: number;
  /** In milliseconds; null for never. */
  last_assigned_at: number | null;
  /** They declined this chat, or let its offer pass, since it entered this queue. */
  passed: boolean;
}

export type Strategy = 'manual' | 'round_robin' | 'least_busy' | 'priority';

export interface TeamRule {
  strategy: Strategy;
  /** Whom the visitor spoke with last comes before the strategy. */
  sticky: boolean;
  /** How many chats of this team an agent takes at once; null for the agent's own limit. */
  chat_limit: number | null;
}
