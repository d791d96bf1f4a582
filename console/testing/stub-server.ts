import { vi } from 'vitest';

export interface Call {
  /** As in `GET /api/v1/me`. */
  path: string;
  body: unknown;
}

export type Reply = [status: number, body: unknown];

/** Answers in place of our server until the globals are unstubbed; what has no answer is not found. Keeps what was asked. */
export function stubServer(answerTo: (path: string) => Reply | undefined): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = `${init.method} ${url}`;
    calls.push({ path, body: init.body ? JSON.parse(String(init.body)) : undefined });
    const [status, body] = answerTo(path) ?? [404, {}];
    return Response.json(body, { status });
  });
  return calls;
}
