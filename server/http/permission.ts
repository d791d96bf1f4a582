import type { AgentActor, VisitorActor } from '../identity.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';

/** Whom a permission lets in, and as what the handler sees them. */
export interface ActorOf {
  public: null;
  /** Holds a visitor token of a site that allows the request's origin. */
  visitor: VisitorActor;
  signed_in: SignedIn;
  /** Works in the workspace of the path, in any role. */
  member: AgentActor;
  admin: AgentActor;
  owner: AgentActor;
}

export type Permission = keyof ActorOf;

/**
 * Which pages may call a route. `console`: our own origin, and a write proves it (S17). `site`: customers' pages, by
 * CORS without credentials. `open`: anybody's GET.
 */
export type Surface = 'console' | 'site' | 'open';

export const ROLES_OF = {
  member: ['owner', 'admin', 'agent'],
  admin: ['owner', 'admin'],
  owner: ['owner'],
} as const satisfies Partial<Record<Permission, readonly AgentActor['role'][]>>;
