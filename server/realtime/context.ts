import type { Opening } from '../../shared/protocol/opening.ts';
import type { DeskSettings } from '../../shared/protocol/server-frames.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import type { SlidingLimiter } from '../limits/sliding-limiter.ts';
import type { VisitorLimits } from '../limits/visitor-limits.ts';
import type { Rights } from '../auth/still-valid.ts';
import type { Services } from '../services.ts';
import type { AddressCount } from './address-count.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import type { Presence } from './presence.ts';
import type { QueuePlaces } from './queue-places.ts';
import type { RealtimeTiming } from './timing.ts';
import type { Viewers } from './viewers.ts';

/** What authentication gives the gateway. */
export interface Authority {
  /** Throws `unauthenticated` or `forbidden`. */
  resolveVisitor(credentials: {
    token: string;
    siteKey: string;
    origin: string | null;
  }): Promise<VisitorActor>;
  /** Throws `unauthenticated` or `forbidden`. */
  resolveAgent(credentials: {
    cookieHeader: string | null;
    workspaceId: string;
    origin: string | null;
  }): Promise<AgentActor>;
  /** Those of the rights that still hold. */
  stillValid(rights: Rights): Promise<Rights>;
  /** [S17] Whether a cookie counts with this `Origin` header. */
  isConsoleOrigin(origin: string | null): boolean;
}

/** What every part of the gateway stands on. */
export interface RealtimeContext {
  readonly services: Services;
  readonly authority: Authority;
  readonly feed: Feed;
  readonly presence: Presence;
  readonly viewers: Viewers;
  /** [V1] */
  readonly queuePlaces: QueuePlaces;
  /** [T7] Whether agents see what visitors type; called once somebody of the workspace was resolved. */
  readonly isPreviewed: (workspaceId: string) => boolean;
  readonly limits: VisitorLimits;
  /** Whether somebody is there by the business hours of the site; called once its visitor was resolved. */
  readonly openingOf: (visitor: Pick<VisitorActor, 'workspaceId' | 'siteId'>) => Opening;
  /** An agent is here now; called for each of their sockets and polls. */
  readonly onAgent: (agent: Pick<AgentActor, 'workspaceId' | 'memberId'>) => void;
  /** [S6] What agents' lists go by; called once the workspace's agent was resolved. */
  readonly deskOf: (workspaceId: string) => DeskSettings;
  /** [L4] Frames that come by polls, by who sends them. */
  readonly pollFrames: SlidingLimiter;
  /** [L3] Sockets that did not say hello, by address. */
  readonly strangers: AddressCount;
  readonly connections: Set<Connection>;
  readonly timing: RealtimeTiming;
  /** The node goes: nobody new is let in, and no poll waits. */
  readonly isDraining: () => boolean;
  readonly now: () => number;
  /** A failure that is ours. Never holds what a person wrote, nor a token. */
  readonly onError: (error: unknown, what: string) => void;
}
