import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callApi } from './api.ts';
import { createVisitorToken } from './visitor-api.ts';

let server: Server;
const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const get = (host: string) => callApi({ host, method: 'GET', path: '/me' });

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('callApi', () => {
  it('sends JSON and a bearer token, and gives the answer', async () => {
    let seen: IncomingMessage | null = null;
    const host = await serve((request, response) => {
      seen = request;
      request.resume().on('end', () => response.writeHead(201).end('{"token":"t"}'));
    });
    expect(await createVisitorToken({ host }, 'key')).toEqual({ token: 't' });
    expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/visitor/sessions' });
    await callApi({ host, method: 'DELETE', path: '/visitor/session', token: 'secret' });
    expect(seen).toMatchObject({ headers: { authorization: 'Bearer secret' } });
  });

  it('[W7] turns an error body into its error', async () => {
    const error = { code: 'rate_limited', message: 'Slower.', retry_after: 7, field: 'text' };
    const host = await serve((_, response) => response.writeHead(429).end(JSON.stringify({ error })));
    await expect(get(host)).rejects.toMatchObject({
      name: 'BellhopError',
      code: 'rate_limited',
      message: 'Slower.',
      retryAfter: 7,
      field: 'text',
    });
  });

  it.each([
    [502, 'unavailable'],
    [503, 'unavailable'],
    [404, 'not_found'],
    [500, 'internal'],
    [418, 'internal'],
  ])('judges a %i of somebody in between by its status: %s', async (status, code) => {
    const host = await serve((_, response) => response.writeHead(status).end('<html>'));
    await expect(get(host)).rejects.toMatchObject({ code });
  });

  it('never takes a code that is none of ours', async () => {
    const host = await serve((_, response) =>
      response.writeHead(500).end('{"error":{"code":"toString","message":"x"}}'),
    );
    await expect(get(host)).rejects.toMatchObject({ code: 'internal' });
  });

  it('is unavailable when nothing answers, or breaks off', async () => {
    const host = await serve((request) => request.socket.destroy());
    await expect(get(host)).rejects.toMatchObject({ code: 'unavailable' });
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.end('{"half":'));
    await expect(get(host)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives nothing for an empty answer', async () => {
    const host = await serve((_, response) => response.writeHead(204).end());
    expect(await get(host)).toBeUndefined();
  });
});
