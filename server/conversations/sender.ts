import type { Sender } from '../../shared/protocol/entries.ts';
import type { Actor } from '../identity.ts';

/** Who an entry is from. A visitor's name is not kept in the log: it may be erased. */
export const senderOf = (actor: Actor): Sender =>
  actor.kind === 'agent'
    ? { kind: 'agent', id: actor.memberId, name: actor.name }
    : { kind: 'visitor', id: actor.visitorId, name: null };
