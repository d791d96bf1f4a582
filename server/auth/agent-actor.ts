import { BellhopError } from '../../shared/errors.ts';
import type { AgentActor } from '../identity.ts';
import { findMembership } from '../members/find-membership.ts';
import type { Services } from '../services.ts';
import { parseOriginHeader } from '../sites/allowed-origin.ts';
import type { AgentSessions, SignedIn } from './agent-sessions.ts';

export interface AgentCredentials {
  cookieHeader: string | null;
  workspaceId: string;
  /** The `Origin` header as it came. */
  origin: string | null;
}

export type AgentServices = Pick<Services, 'db'> & { sessions: AgentSessions };

/** [H4] The agent behind an upgrade. Throws `unauthenticated`, or `forbidden` for origin and membership alike. */
export async function resolveAgent(
  services: AgentServices,
  { cookieHeader, workspaceId, origin }: AgentCredentials,
): Promise<AgentActor> {
  const parsed = parseOriginHeader(origin);
  if (parsed === null || !services.sessions.consoleOrigins.includes(parsed)) {
    throw new BellhopError('forbidden', 'The console speaks to this server from its own origin only.');
  }
  const who = await requireSignedIn(services, cookieHeader);
  const actor = await agentOf(services, who, workspaceId);
  if (!actor) throw new BellhopError('forbidden', 'You do not work in this workspace.');
  return actor;
}

export async function requireSignedIn(
  services: AgentServices,
  cookieHeader: string | null,
): Promise<SignedIn> {
  const who = await services.sessions.find(cookieHeader);
  if (!who) throw new BellhopError('unauthenticated', 'You are not signed in. Sign in and try again.');
  return who;
}

/**
 * The user as an agent of a workspace; null alike for an unknown, a foreign and a left one, and for one that did not
 * let this session in. Throws `two_factor_required` while the workspace asks for a second factor that is not there.
 */
export async function agentOf(
  services: Pick<Services, 'db'>,
  who: SignedIn,
  workspaceId: string,
): Promise<AgentActor | null> {
  if (who.onlyWorkspaceId !== null && who.onlyWorkspaceId !== workspaceId.toLowerCase()) return null;
  const member = await findMembership(services.db, workspaceId, who);
  if (!member) return null;
  if (member.lacksSecondFactor) throw secondFactorRequired();
  const { id: memberId, name, role } = member;
  return { kind: 'agent', workspaceId, memberId, name, role, userId: who.userId, sessionId: who.sessionId };
}

const secondFactorRequired = () =>
  new BellhopError(
    'two_factor_required',
    'This workspace asks for a second factor. Set one up, then everything here is open to you.',
  );

/** [S2] What concerns the person everywhere is not for a session that one workspace's provider vouches for. */
export function requireOwnSession({ onlyWorkspaceId }: SignedIn): void {
  if (onlyWorkspaceId !== null)
    throw new BellhopError('forbidden', 'Sign in with your password to change this.');
}
