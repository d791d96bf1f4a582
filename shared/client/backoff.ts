import type { BellhopError } from '../errors.ts';
import type { Timing } from './types.ts';

export type Backoff = Pick<Timing, 'backoffMs' | 'maxBackoffMs'>;

export const BACKOFF: Backoff = { backoffMs: 1_000, maxBackoffMs: 30_000 };

export const backoffOf = (options: { timing?: Partial<Timing> }): Backoff => ({
  ...BACKOFF,
  ...options.timing,
});

export interface RetryDelay {
  ms: number;
  /** Whether the server chose it; nobody may cut such a wait short. */
  assigned: boolean;
}

/** Anywhere between nothing and the cap, so that clients who lost one server do not come back as one crowd. */
export const backoffDelay = (failures: number, timing: Backoff): number =>
  Math.random() * Math.min(timing.maxBackoffMs, timing.backoffMs * 2 ** failures);

/** How long to wait after a refusal that may pass. */
export const retryAfter = (error: BellhopError, failures: number, timing: Backoff): RetryDelay =>
  error.retryAfter === undefined
    ? { ms: backoffDelay(failures, timing), assigned: false }
    : { ms: error.retryAfter * 1000, assigned: true };
