interface Described {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: Described;
}

const MAX_CAUSES = 8;
const FRAMES = /\n\s+at [\s\S]*$/;

/**
 * An error as the log may hold it. A failed query's message, parameters and detail repeat the values that were bound,
 * which may be tokens or hashes (S7): of those only the text with its placeholders is kept.
 */
export function describeError(thrown: unknown, depth = 0): Described {
  if (!(thrown instanceof Error)) return { name: 'NotAnError', message: typeof thrown };
  const { cause } = thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  const stack = FRAMES.exec(thrown.stack ?? '')?.[0].trim();
  return {
    name: thrown.name,
    message: 'query' in thrown ? messageOfQuery(thrown) : thrown.message,
    ...(code !== undefined && { code }),
    ...(stack !== undefined && { stack }),
    ...(cause instanceof Error && depth < MAX_CAUSES && { cause: describeError(cause, depth + 1) }),
  };
}

function messageOfQuery(error: Error & { query: unknown }): string {
  // A message of the database itself names tables and constraints; Drizzle's repeats the parameters.
  const own = 'params' in error ? 'A query failed' : error.message;
  return typeof error.query === 'string' ? `${own}: ${error.query}` : own;
}
