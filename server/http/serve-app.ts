import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Logger } from 'pino';
import { BellhopError, publicError } from '../../shared/errors.ts';
import type { App } from './app.ts';
import { errorResponse } from './error-response.ts';

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Longer than a long poll waits. */
const SILENCE_TIMEOUT_MS = 60_000;
const CHECK_MS = 2_000;
const IDLE_STEP_MS = 50;

/** [S25] A server with a deadline for everything a client may be slow with. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    listener,
  );
  server.setTimeout(SILENCE_TIMEOUT_MS);
  return server;
}

export function appListener(app: App, logger: Logger): RequestListener {
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: (error) => errorResponse(error instanceof RequestError ? notHttp() : error, logger),
  });
  return (incoming, outgoing) => {
    listener(incoming, outgoing).catch((err: unknown) => {
      logger.error({ err }, 'an answer failed');
      outgoing.destroy();
    });
  };
}

const notHttp = () =>
  new BellhopError('bad_request', 'The address or the Host header of this request is not valid.');

/** For the moments before the app is there. Any page may read it: a widget is to see that it should come again. */
export const starting: RequestListener = (_incoming, outgoing) => {
  const error = { ...publicError(null).toBody(), code: 'unavailable', message: 'Bellhop is starting.' };
  outgoing
    .writeHead(503, {
      'content-type': 'application/json',
      'retry-after': '1',
      'access-control-allow-origin': '*',
    })
    .end(JSON.stringify({ error }));
};

/** Stops accepting, lets answers under way finish for `graceMs`, then cuts what is left. */
export async function closeHttpServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_STEP_MS);
  const laggards = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(laggards);
}
