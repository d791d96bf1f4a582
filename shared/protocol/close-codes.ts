/** Why the server closed a socket, and what the client does then. SPEC.md, rules C1 to C3. */
export const CLOSE = {
  /** The socket fell behind; reconnect at once and resume. */
  resume: 4000,
  /** No `hello` in time; reconnect with backoff. */
  hello_timeout: 4001,
  /** The server drains; the reason holds the milliseconds to wait. */
  drain: 4002,
  /** A frame that is no frame of this protocol; the client is broken, so it stays away. */
  malformed: 4400,
  /** The token or session is not, or no longer, valid; stay away until there is another. */
  unauthenticated: 4401,
  /** This origin, site or workspace is not for this client; stay away. */
  forbidden: 4403,
  /** Nothing was heard for too long; reconnect with backoff. */
  heartbeat: 4408,
  /** The server does not speak this version; stay away, the page wants a reload. */
  version: 4409,
  /** Too many sockets or frames; the reason holds the milliseconds to wait. */
  rate_limited: 4429,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

const FINAL: ReadonlySet<number> = new Set([
  CLOSE.malformed,
  CLOSE.unauthenticated,
  CLOSE.forbidden,
  CLOSE.version,
]);

/** Whether a client may come back by itself after this close code. */
export const mayRetry = (code: number): boolean => !FINAL.has(code);
