import { AUTH_PATH } from '../auth/create-auth.ts';
import type { Config } from '../config.ts';
import type { createProviderAuth } from './provider-auth.ts';

interface Asked {
  path: string;
  method: 'GET' | 'POST';
  cookie?: string | null;
  body?: unknown;
}

/** Asks better-auth by a request of our own, as auth/forward-to-auth.ts does. */
export function askProviderAuth(
  auth: ReturnType<typeof createProviderAuth>,
  { publicOrigin }: Pick<Config, 'publicOrigin'>,
  { path, method, cookie = null, body }: Asked,
): Promise<Response> {
  const headers = new Headers({ origin: publicOrigin });
  if (cookie !== null) headers.set('cookie', cookie);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  return auth.handler(new Request(`${publicOrigin}${AUTH_PATH}${path}`, { method, headers, ...payload }));
}
