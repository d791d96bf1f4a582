import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { Rights } from '../auth/still-valid.ts';
import type { Actor } from '../identity.ts';
import type { RealtimeContext } from './context.ts';

/**
 * [C3, S6] Ends what stands on a right that ended elsewhere, also when no bus brought word of it. A changed role is
 * a reason to say hello again, not to stay away.
 */
export async function checkRights({ authority, feed, onError }: RealtimeContext): Promise<void> {
  // Who closes while the database answers has no session any more.
  const connected = [...feed.subscribers()].map((subscriber) => ({
    subscriber,
    actor: subscriber.session.actor,
  }));
  if (connected.length === 0) return;
  try {
    const valid = await authority.stillValid(rightsOf(connected.map(({ actor }) => actor)));
    const holders = new Map(valid.visitorTokens.map(({ id, visitorId }) => [id, visitorId]));
    const sessions = new Set(valid.sessions);
    const roles = new Map(
      valid.members.map(({ id, sessionId, role }) => [keyOf({ memberId: id, sessionId }), role]),
    );
    for (const { subscriber, actor } of connected) {
      if (actor.kind === 'visitor') {
        const holder = holders.get(actor.tokenId);
        if (holder === undefined) subscriber.end(CLOSE.unauthenticated);
        else if (holder !== actor.visitorId) subscriber.end(CLOSE.resume);
        continue;
      }
      const role = roles.get(keyOf(actor));
      if (!sessions.has(actor.sessionId) || role === undefined) subscriber.end(CLOSE.unauthenticated);
      else if (role !== actor.role) subscriber.end(CLOSE.resume);
    }
  } catch (error) {
    onError(error, 'Checking the rights of those who are connected');
  }
}

const keyOf = ({ memberId, sessionId }: { memberId: string; sessionId: string }) =>
  `${memberId} ${sessionId}`;

function rightsOf(actors: readonly Actor[]): Rights {
  const visitorTokens = new Map<string, Rights['visitorTokens'][number]>();
  const sessions = new Set<string>();
  const members = new Map<string, Rights['members'][number]>();
  for (const actor of actors) {
    if (actor.kind === 'visitor') {
      visitorTokens.set(actor.tokenId, { id: actor.tokenId, visitorId: actor.visitorId });
      continue;
    }
    sessions.add(actor.sessionId);
    const { memberId: id, sessionId, role } = actor;
    members.set(keyOf(actor), { id, sessionId, role });
  }
  return {
    visitorTokens: [...visitorTokens.values()],
    sessions: [...sessions],
    members: [...members.values()],
  };
}
