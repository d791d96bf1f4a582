import { CLOSE } from '../protocol/close-codes.ts';
import { backoffDelay, type RetryDelay } from './backoff.ts';
import type { Timing } from './types.ts';

/** [C2] How long to wait after a close that may be retried. */
export function reopenDelay(code: number, reason: string, failures: number, timing: Timing): RetryDelay {
  if (code === CLOSE.resume) return { ms: 0, assigned: false };
  const ms = Number.parseInt(reason, 10);
  if ((code === CLOSE.drain || code === CLOSE.rate_limited) && ms >= 0) return { ms, assigned: true };
  return { ms: backoffDelay(failures, timing), assigned: false };
}
