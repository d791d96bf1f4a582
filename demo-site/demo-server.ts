import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { demoPages, type DemoPages, type DemoPagesOptions } from './demo-pages.ts';

export { demoPages } from './demo-pages.ts';
export type { DemoAnswer, DemoPages, DemoPagesOptions } from './demo-pages.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const CLOSE_GRACE_MS = 2_000;

const refuse = (response: ServerResponse, status: number, headers: Record<string, string> = {}): void => {
  response
    .writeHead(status, { 'content-length': '0', 'x-content-type-options': 'nosniff', ...headers })
    .end();
};

const isFresh = (request: IncomingMessage, etag: string | undefined): boolean =>
  etag !== undefined &&
  (request.headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

const handle = (pages: DemoPages, request: IncomingMessage, response: ServerResponse): void => {
  // Nothing is expected from the visitor; draining keeps a body from holding the connection.
  request.resume();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, { allow: 'GET, HEAD' });
  const answer = pages(request.url ?? '/');
  if (!answer) return refuse(response, 404);
  if (answer.status === 200 && isFresh(request, answer.headers['etag'])) {
    response.writeHead(304, answer.headers).end();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.byteLength) });
  // Node leaves the body out of the answer to HEAD.
  response.end(answer.body);
};

/** The shop on an origin of its own, as a customer's site would be. Not listening yet. */
export const createDemoServer = (options: DemoPagesOptions): Server => {
  const pages = demoPages(options);
  return createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => handle(pages, request, response),
  );
};

/** Lets answers under way finish, then closes what is left; harmless when called twice. */
export const closeDemoServer = async (server: Server, graceMs = CLOSE_GRACE_MS): Promise<void> => {
  if (!server.listening) return;
  const laggards = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(laggards);
};
