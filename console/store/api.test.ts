// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from './api.ts';
import { explainError } from './explain-error.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers }));
const failure = async () => request('GET', '/me').catch((error: unknown) => error);

describe('request', () => {
  it('gives the answer', async () => {
    answering(200, '{"a":1}');
    expect(await request('GET', '/me')).toEqual({ a: 1 });
  });

  it('throws what the server refused, in its own words', async () => {
    answering(409, '{"error":{"code":"conflict","message":"Taken.","field":"email"}}');
    expect(await failure()).toMatchObject({ code: 'conflict', message: 'Taken.', field: 'email' });
  });

  it('names the time until a rate limit ends', async () => {
    answering(429, '{"error":{"code":"rate_limited","message":"x","retry_after":42}}');
    expect(explainError(await failure())).toBe('Too many tries. Try again in 42 seconds.');
    answering(429, 'slow down', { 'retry-after': '120' });
    expect(explainError(await failure())).toBe('Too many tries. Try again in 2 minutes.');
  });

  it('tells a server that is not there from one that refuses', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(explainError(await failure())).toContain('cannot be reached');
  });

  it('makes sense of answers that are not ours', async () => {
    answering(502, '<html>Bad gateway</html>');
    expect(await failure()).toMatchObject({ code: 'internal' });
    answering(401, 'null');
    expect(await failure()).toMatchObject({ code: 'unauthenticated' });
    answering(400, '{"error":"text"}');
    expect(await failure()).toMatchObject({ code: 'bad_request' });
  });
});
