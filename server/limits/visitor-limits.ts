import { BellhopError } from '../../shared/errors.ts';
import {
  ADDRESS_CONVERSATION_LIMIT,
  ADDRESS_IDENTIFY_LIMIT,
  ADDRESS_VISITOR_LIMIT,
  VISITOR_CONVERSATION_LIMIT,
  VISITOR_HISTORY_LIMIT,
  VISITOR_MESSAGE_LIMITS,
  VISITOR_PLACE_LIMIT,
  VISITOR_TELLING_LIMIT,
} from '../../shared/protocol/limits.ts';
import type { VisitorActor } from '../identity.ts';
import { createSlidingLimiter, type SlidingLimiter } from './sliding-limiter.ts';

/** What a workspace allows its visitors; the windows are the same everywhere. */
export interface VisitorAllowance {
  /** In 10 seconds, and in a minute. */
  messages: readonly [number, number];
  /** New conversations of a visitor in 10 minutes. */
  conversations: number;
  /** New conversations of an address in an hour. */
  addressConversations: number;
}

export const USUAL_ALLOWANCE: VisitorAllowance = {
  messages: [VISITOR_MESSAGE_LIMITS[0].points, VISITOR_MESSAGE_LIMITS[1].points],
  conversations: VISITOR_CONVERSATION_LIMIT.points,
  addressConversations: ADDRESS_CONVERSATION_LIMIT.points,
};

/**
 * [L1, L2] What one visitor and one address may do on this node, over all their sockets and over HTTP alike.
 * Over a limit they throw `rate_limited` with `retry_after`, and nothing was taken.
 */
export interface VisitorLimits {
  message(actor: VisitorActor): void;
  /** A new conversation, which is a message too. `undo` when it did not come about. */
  conversation(actor: VisitorActor, address: string): { undo(): void };
  /** [L5] A question for a place in a queue. */
  place(actor: VisitorActor): void;
  /** [L6] A page of, or a search over, the visitor's own conversations. */
  history(actor: VisitorActor): void;
  /** [L7] Saying who a visitor is, from this address. */
  identify(address: string): void;
  /** [L7] What a page says of its visitor. */
  telling(actor: VisitorActor): void;
  /** A new visitor from this address (see `addressKey`). */
  visitor(address: string): void;
  forget(): void;
}

const keyOf = (actor: VisitorActor): string => `${actor.workspaceId}:${actor.visitorId}`;

function take(limiter: SlidingLimiter, key: string, message: string, points?: readonly number[]): void {
  const wait = limiter.take(key, points);
  if (wait > 0) throw new BellhopError('rate_limited', message, { retry_after: wait });
}

const MESSAGES = 'You send messages too fast. Wait a moment; nothing is lost.';
const CONVERSATIONS = 'You began many conversations in a short time. Go on in one of them, or wait.';
const PLACES = 'You ask for your place very often. It is told by itself when it changes.';
const HISTORY = 'You look things up very often. Wait a moment.';
const TELLING = 'This page says too much of its visitor. Wait a moment.';
const IDENTIFY = 'Too many people sign in from your network. Wait a moment.';
const ADDRESS = 'Too many new chats come from your network. Wait a while.';

export function createVisitorLimits(
  now: () => number = Date.now,
  allowanceOf: (workspaceId: string) => VisitorAllowance = () => USUAL_ALLOWANCE,
): VisitorLimits {
  const messages = createSlidingLimiter(VISITOR_MESSAGE_LIMITS, now);
  const conversations = createSlidingLimiter([VISITOR_CONVERSATION_LIMIT], now);
  const addresses = createSlidingLimiter([ADDRESS_CONVERSATION_LIMIT], now);
  const places = createSlidingLimiter([VISITOR_PLACE_LIMIT], now);
  const histories = createSlidingLimiter([VISITOR_HISTORY_LIMIT], now);
  const tellings = createSlidingLimiter([VISITOR_TELLING_LIMIT], now);
  const identities = createSlidingLimiter([ADDRESS_IDENTIFY_LIMIT], now);
  const newcomers = createSlidingLimiter([ADDRESS_VISITOR_LIMIT], now);
  return {
    message: (actor) => take(messages, keyOf(actor), MESSAGES, allowanceOf(actor.workspaceId).messages),
    conversation(actor, address) {
      const key = keyOf(actor);
      const allowed = allowanceOf(actor.workspaceId);
      const steps: Array<[SlidingLimiter, string, string, readonly number[]]> = [
        [messages, key, MESSAGES, allowed.messages],
        [conversations, key, CONVERSATIONS, [allowed.conversations]],
        [addresses, `${actor.workspaceId}:${address}`, ADDRESS, [allowed.addressConversations]],
      ];
      const done: Array<[SlidingLimiter, string]> = [];
      const undo = () => done.splice(0).forEach(([limiter, at]) => limiter.giveBack(at));
      try {
        for (const [limiter, at, message, points] of steps) {
          take(limiter, at, message, points);
          done.push([limiter, at]);
        }
      } catch (error) {
        undo();
        throw error;
      }
      return { undo };
    },
    place: (actor) => take(places, keyOf(actor), PLACES),
    history: (actor) => take(histories, keyOf(actor), HISTORY),
    identify: (address) => take(identities, address, IDENTIFY),
    telling: (actor) => take(tellings, keyOf(actor), TELLING),
    visitor: (address) => take(newcomers, address, ADDRESS),
    forget() {
      for (const limiter of [
        messages,
        conversations,
        addresses,
        newcomers,
        tellings,
        identities,
        places,
        histories,
      ])
        limiter.forget();
    },
  };
}
