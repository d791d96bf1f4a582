import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { BellhopError } from '../../shared/errors.ts';
import type { AppServices } from './app-services.ts';
import { addressKey } from '../limits/client-address.ts';
import { allowReading, preflight } from './cors.ts';
import type { Method, Route } from './define-route.ts';
import { errorResponse } from './error-response.ts';
import { runRoute } from './run-route.ts';
import { addSecurityHeaders } from './security-headers.ts';

export type App = Hono<{ Bindings: Partial<HttpBindings> }>;

/** Every declared route behind one error handler; nothing is mounted that is not in the table. */
export function createApp(services: AppServices, routes: readonly Route[]): App {
  const app: App = new Hono();
  const isHttps = services.config.publicUrl.startsWith('https:');
  const finish = (response: Response, request: Request, readable: boolean): Response => {
    if (readable) allowReading(response.headers, request);
    addSecurityHeaders(response.headers, isHttps);
    return response;
  };
  const fail = (error: unknown, request: Request, readable: boolean) =>
    finish(errorResponse(error, services.logger), request, readable);

  for (const route of routes) {
    const readable = route.surface === 'site';
    app.on(route.method.toUpperCase(), honoPath(route.path), async ({ req, env }) => {
      try {
        const remote = env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
        const address = addressKey(remote, req.header('x-forwarded-for'), services.config.trustProxy);
        return finish(await runRoute(route, services, req.raw, req.param(), address), req.raw, readable);
      } catch (error) {
        return fail(error, req.raw, readable);
      }
    });
  }
  for (const [path, methods] of sitePaths(routes)) {
    app.options(path, ({ req }) => finish(preflight(req.raw, methods), req.raw, false));
  }
  app.notFound(({ req }) => fail(noSuchRoute(req.method), req.raw, false));
  app.onError((error, { req }) => fail(error, req.raw, false));
  return app;
}

const noSuchRoute = (method: string) =>
  new BellhopError('not_found', `There is no ${method} at this address.`);

/** `{name}` is one segment, `{name*}` the rest of the path. */
const honoPath = (path: string): string =>
  path.replace(/\{(\w+)(\*?)\}/g, (_all, name: string, rest: string) => (rest ? `:${name}{.*}` : `:${name}`));

function sitePaths(routes: readonly Route[]): Map<string, Method[]> {
  const paths = new Map<string, Method[]>();
  for (const { surface, path, method } of routes) {
    if (surface !== 'site') continue;
    paths.set(honoPath(path), [...(paths.get(honoPath(path)) ?? []), method]);
  }
  return paths;
}
