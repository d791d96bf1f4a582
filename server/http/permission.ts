import type { WorkspacePermission } from '../../shared/authority/permissions.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';

interface OutsideActors {
  public: null;
  /** Holds a visitor token of a site that allows the request's origin. */
  visitor: VisitorActor;
  signed_in: SignedIn;
}

/**
 * Whom a permission lets in, and as what the handler sees them. Those of `shared/authority/permissions.ts` let in the
 * members of the path's workspace whose role has them.
 */
export type ActorOf = OutsideActors & Record<WorkspacePermission, AgentActor>;

export type Permission = keyof ActorOf;

/**
 * Which pages may call a route. `console`: our own origin, and a write proves it (S17). `site`: customers' pages, by
 * CORS without credentials. `open`: anybody's GET.
 */
export type Surface = 'console' | 'site' | 'open';
