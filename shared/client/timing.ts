import { FALLBACK_AFTER_MS, HEARTBEAT_GRACE_MS, HELLO_TIMEOUT_MS, POLL_WAIT_MS } from '../protocol/limits.ts';
import { BACKOFF } from './backoff.ts';
import type { Timing } from './types.ts';

const TIMING: Timing = {
  ...BACKOFF,
  graceMs: HEARTBEAT_GRACE_MS,
  helloMs: HELLO_TIMEOUT_MS,
  requestMs: 30_000,
  stableMs: 5_000,
  fallbackAfterMs: FALLBACK_AFTER_MS,
  retrySocketMs: 60_000,
  pollWaitMs: POLL_WAIT_MS,
};

export const timingOf = (options: { timing?: Partial<Timing> }): Timing => ({ ...TIMING, ...options.timing });
