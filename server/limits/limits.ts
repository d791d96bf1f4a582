import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { BellhopError } from '../../shared/errors.ts';

const MS_PER_SECOND = 1000;

/** Attempts at sign-in and the like, counted within this process. What visitors may do is in visitor-limits.ts. */
const RULES = {
  sign_in_by_address: { points: 30, seconds: 600 },
  sign_in_by_email: { points: 10, seconds: 600 },
  reset_by_address: { points: 10, seconds: 3600 },
  reset_by_email: { points: 3, seconds: 3600 },
  invite_by_member: { points: 60, seconds: 3600 },
  invitation_by_address: { points: 30, seconds: 600 },
  // A whole office comes from one address, and each sign-in asks twice; no password is guessed there.
  provider_by_address: { points: 120, seconds: 600 },
  provider_by_member: { points: 30, seconds: 600 },
  setup_by_address: { points: 20, seconds: 600 },
  test_mail_by_member: { points: 5, seconds: 3600 },
  export_by_member: { points: 30, seconds: 3600 },
  // Each file is read twice: once to see what it would do.
  import_by_member: { points: 40, seconds: 3600 },
  job_by_member: { points: 30, seconds: 600 },
  test_mail_by_workspace: { points: 10, seconds: 3600 },
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
