import { mayRole, PERMISSIONS } from '../../shared/authority/permissions.ts';
import { BellhopError } from '../../shared/errors.ts';
import { agentOf, requireSignedIn } from '../auth/agent-actor.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import type { Actor } from '../identity.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { bearerToken } from './bearer-token.ts';
import type { AppServices } from './app-services.ts';
import type { Route } from './define-route.ts';
import { nothingHere } from './parse-request.ts';
import { requestOrigin } from './request-origin.ts';

/** Who acts, by the route's permission; throws when the permission is not met. Before any body is read. */
export async function resolveActor(
  route: Route,
  services: AppServices,
  headers: Headers,
  params: Record<string, string>,
): Promise<Actor | SignedIn | null> {
  const { permission } = route;
  if (permission === 'public') return null;
  if (permission === 'visitor') {
    const origin = requestOrigin(headers, services.config);
    return resolveVisitor(services, { token: bearerToken(headers), origin });
  }
  const who = await requireSignedIn(services, headers.get('cookie'));
  if (permission === 'signed_in') return who;
  const agent = await agentOf(services, who, params['workspace_id'] ?? '');
  if (!agent) throw nothingHere();
  if (!mayRole(agent.role, permission)) {
    const wanted = PERMISSIONS[permission].roles.join(' or ');
    throw new BellhopError('forbidden', `This needs the role ${wanted}; yours is ${agent.role}.`);
  }
  return agent;
}
