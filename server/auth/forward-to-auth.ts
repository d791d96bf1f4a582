import { BellhopError, type ErrorCode } from '../../shared/errors.ts';
import type { AppServices } from '../http/app-services.ts';
import { AUTH_PATH } from './create-auth.ts';

interface Forwarded {
  path: string;
  method: 'GET' | 'POST';
  cookie: string | null;
  body?: unknown;
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
};

/** What better-auth says, where ours is plainer. */
const MESSAGES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'The e-mail address or the password is wrong.',
  INVALID_TOKEN: 'This link was used already, or it is too old. Ask for a new one.',
  INVALID_PASSWORD: 'The password is wrong.',
  PASSWORD_TOO_SHORT: 'A password has at least 10 characters.',
  PASSWORD_TOO_LONG: 'A password has at most 128 characters.',
  INVALID_CODE: 'This code is wrong or was used already.',
};
const FIELDS: Readonly<Record<string, string>> = { INVALID_TOKEN: 'token', INVALID_EMAIL: 'email' };

/** Asks better-auth, by a request that holds nothing of the client's but the cookie and the parsed body. */
export async function forwardToAuth(
  { auth, config }: AppServices,
  { path, method, cookie, body }: Forwarded,
) {
  // The origin was held to the console's before; with TLS ended by a proxy the two may spell it differently.
  const headers = new Headers({ origin: config.publicOrigin, 'content-type': 'application/json' });
  if (cookie !== null) headers.set('cookie', cookie);
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const url = `${config.publicOrigin}${AUTH_PATH}${path}`;
  const response = await auth.handler(new Request(url, { method, headers, ...payload }));
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, answer);
  const result = Response.json(withoutTokens(answer), { headers: { 'cache-control': 'no-store' } });
  for (const line of response.headers.getSetCookie()) result.headers.append('set-cookie', line);
  return result;
}

function refusal(status: number, answer: unknown): BellhopError {
  const { code, message } = (answer ?? {}) as { code?: string; message?: string };
  if (status >= 500)
    return new BellhopError('unavailable', 'Signing in does not work just now. Please try again.');
  const field = FIELDS[code ?? ''];
  const text = MESSAGES[code ?? ''] ?? message ?? 'This was refused.';
  return new BellhopError(
    CODE_OF_STATUS[status] ?? 'bad_request',
    text,
    field === undefined ? {} : { field },
  );
}

/** [S7] A session's token is for its HttpOnly cookie; no script needs it, so no answer holds it. */
function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'token');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutTokens(inner)]));
}
