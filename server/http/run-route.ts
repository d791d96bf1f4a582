import type { AppServices } from './app-services.ts';
import type { Route } from './define-route.ts';
import { parseParams, parsePart, queryOf } from './parse-request.ts';
import { readFormBody, readJsonBody } from './read-body.ts';
import { refuseForeignWrite } from './request-origin.ts';
import { resolveActor } from './resolve-actor.ts';

const DEFAULT_STATUS = 200;

/** One request through one route: origin, actor, parts, handler, in this order. */
export async function runRoute(
  route: Route,
  services: AppServices,
  request: Request,
  rawParams: Record<string, string>,
  address: string,
): Promise<Response> {
  const { headers } = request;
  const url = new URL(request.url);
  if (route.surface === 'console' && route.method !== 'get') refuseForeignWrite(headers, services.config);
  const actor = await resolveActor(route, services, headers, rawParams);
  const params = parseParams(route, rawParams);
  const query = parsePart(route.query, queryOf(url));
  const read = route.takesForm ? readFormBody : readJsonBody;
  const body = route.body && parsePart(route.body, await read(request, route.maxBodyBytes));
  const facts = { headers, address, target: url.pathname + url.search, signal: request.signal };
  const handle = route.handle as (given: unknown) => unknown;
  const result = await handle({ services, actor, params, query, body, request: facts });
  return result instanceof Response ? result : jsonResponse(result, route.status ?? DEFAULT_STATUS);
}

function jsonResponse(result: unknown, status: number): Response {
  const headers = { 'cache-control': 'no-store' };
  return status === 204
    ? new Response(null, { status, headers })
    : Response.json(result, { status, headers });
}
