import type { Logger } from 'pino';
import { BellhopError, publicError } from '../../shared/errors.ts';
import { DatabaseError } from '../db/database-error.ts';

/** The one place where an error becomes an answer. What is not ours is logged, and opaque outside. */
export function errorResponse(thrown: unknown, logger: Logger): Response {
  const error = explain(thrown);
  if (!(thrown instanceof BellhopError)) logger.error({ err: thrown }, 'a request failed');
  const { status, retryAfter } = error;
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  // The rest of an oversized body is never read, so this connection can't carry another request.
  if (error.code === 'too_large') headers.set('connection', 'close');
  return Response.json({ error: error.toBody() }, { status, headers });
}

const UNAVAILABLE_RETRY_S = 5;

/** A database that is gone, full or out of breath is a passing state of ours, not a bug. */
export function explain(thrown: unknown): BellhopError {
  if (thrown instanceof BellhopError || !isDatabaseTrouble(thrown)) return publicError(thrown);
  return new BellhopError('unavailable', 'The database does not answer just now. Please try again.', {
    retry_after: UNAVAILABLE_RETRY_S,
    cause: thrown,
  });
}

// 08 connection, 53 resources (disk full, too many connections), 57P shutdown, 57014 statement timeout, 58 I/O.
const TROUBLE_STATE = /^(08|53|57P|58)|^57014$/;
const TROUBLE_CODE =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENOSPC)$/;
const MAX_CAUSES = 8;

function isDatabaseTrouble(thrown: unknown): boolean {
  for (
    let error = thrown, depth = 0;
    error instanceof Error && depth < MAX_CAUSES;
    error = error.cause, depth++
  ) {
    if (error instanceof DatabaseError) return error.code !== 'used_outside_transaction';
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (TROUBLE_STATE.test(code) || TROUBLE_CODE.test(code)) return true;
  }
  return false;
}
