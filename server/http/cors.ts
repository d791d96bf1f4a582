import { parseOriginHeader } from '../sites/allowed-origin.ts';
import type { Method } from './define-route.ts';

const PREFLIGHT_LIFE_S = 7200;

/**
 * Lets the page that asked read the answer. No origin gets more than a client without a browser would: there are no
 * credentials, and before this the handler held the token's site to the origin. So a refusal is readable too, and a
 * misconfigured site can be told what is wrong instead of "network error".
 */
export function allowReading(headers: Headers, request: Request): void {
  headers.append('vary', 'Origin');
  const origin = parseOriginHeader(request.headers.get('origin'));
  if (origin === null) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', 'Retry-After');
}

/** A preflight carries no token, so it can't be held to a site: it promises nothing but the form of the request. */
export function preflight(request: Request, methods: readonly Method[]): Response {
  const headers = new Headers({
    'access-control-allow-methods': methods.map((method) => method.toUpperCase()).join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': String(PREFLIGHT_LIFE_S),
  });
  allowReading(headers, request);
  return new Response(null, { status: 204, headers });
}
