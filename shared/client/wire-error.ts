import { BellhopError, ERROR_STATUS, type ErrorBody, type ErrorCode } from '../errors.ts';

export const unavailable = (cause?: unknown): BellhopError =>
  new BellhopError('unavailable', 'The connection is interrupted. Please try again.', { cause });

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
