import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { BellhopError } from '../../shared/errors.ts';
import {
  ADDRESS_CONVERSATION_LIMIT,
  VISITOR_CONVERSATION_LIMIT,
  VISITOR_MESSAGE_LIMITS,
} from '../../shared/protocol/limits.ts';

const MS_PER_SECOND = 1000;

/** Rare acts, counted within this process. Messages have limits of their own, in the memory of their socket. */
const RULES = {
  sign_in_by_ip: { points: 30, seconds: 600 },
  sign_in_by_email: { points: 10, seconds: 600 },
  reset_by_ip: { points: 10, seconds: 3600 },
  reset_by_email: { points: 3, seconds: 3600 },
  setup_by_ip: { points: 20, seconds: 600 },
  /** [L2] New visitors and new conversations of one address. */
  visitors_by_ip: ADDRESS_CONVERSATION_LIMIT,
  conversations_by_ip: ADDRESS_CONVERSATION_LIMIT,
  conversations_by_visitor: VISITOR_CONVERSATION_LIMIT,
  /** [L1] Both hold at once. */
  messages_by_visitor_burst: VISITOR_MESSAGE_LIMITS[0],
  messages_by_visitor: VISITOR_MESSAGE_LIMITS[1],
} as const;

export type LimitName = keyof typeof RULES;

export interface Limits {
  /** Takes one point of `key`, or throws `rate_limited` with the seconds to wait. */
  spend(name: LimitName, key: string): Promise<void>;
  /** Forgets what `key` spent: it proved to be who it says. */
  forgive(name: LimitName, key: string): Promise<void>;
}

export function createLimits(): Limits {
  const limiters = new Map(
    Object.entries(RULES).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ points, duration: seconds, keyPrefix: name }),
    ]),
  );
  return {
    async spend(name, key) {
      try {
        await limiters.get(name)?.consume(key);
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal;
      }
    },
    async forgive(name, key) {
      await limiters.get(name)?.delete(key);
    },
  };
}

function tooMany(waitMs: number): BellhopError {
  const seconds = Math.max(1, Math.ceil(waitMs / MS_PER_SECOND));
  return new BellhopError('rate_limited', `That was too often. Try again in ${inWords(seconds)}.`, {
    retry_after: seconds,
  });
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
