import { BellhopError, ERROR_STATUS, type ErrorBody, type ErrorCode } from '../errors.ts';

export const unavailable = (cause?: unknown): BellhopError =>
  new BellhopError('unavailable', 'The connection is interrupted. Please try again.', { cause });

/** A request refused as `unauthenticated` is followed by 4401, which says what becomes of it. */
const PASSING: readonly ErrorCode[] = ['unavailable', 'internal', 'rate_limited', 'unauthenticated'];

/** Whether the same request may succeed later. */
export const isPassing = (error: BellhopError): boolean => PASSING.includes(error.code);

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  Object.hasOwn(ERROR_STATUS, body.code as string);

const codeOf = (status: number): ErrorCode =>
  (Object.keys(ERROR_STATUS) as ErrorCode[]).find((code) => ERROR_STATUS[code] === status) ??
  (status > 501 ? 'unavailable' : 'internal');

/** The error that the server spoke of; a body that is no error of ours is judged by its status alone. */
export function errorFromWire(body: unknown, status = 500): BellhopError {
  if (isErrorBody(body)) return new BellhopError(body.code, body.message, body);
  return new BellhopError(codeOf(status), 'Something went wrong. Please try again.');
}
