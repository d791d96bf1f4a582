import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './announce.ts';
import { startServer, type RunningServer } from './start-server.ts';

const START_TIMEOUT_MS = 120_000;
const logger = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'bellhop-start-'));
const ENV = { DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: '0' };
const start = (env: Record<string, string> = {}) => startServer({ ...ENV, ...env }, logger, () => undefined);

let running: RunningServer;
let base: string;
beforeAll(async () => {
  running = await start();
  base = `http://127.0.0.1:${running.config.port}`;
}, START_TIMEOUT_MS);
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends raw bytes and resolves with all that came back until the server closed. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(running.config.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

describe('a started server', () => {
  it('answers, and prints where things are and how to get in', async () => {
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    const text = announce(running);
    expect(text).toContain(`http://localhost:${running.config.port}/console/`);
    expect(text).toContain(running.demo?.url);
    expect(text).toMatch(/\/console\/#\/setup\/[\w-]{43}/);
  });

  it('serves the demo on an origin of its own, which its site allows', async () => {
    const url = running.demo?.url ?? '';
    const page = await (await fetch(url)).text();
    const key = /\/w\/([\w-]+)\.js/.exec(page)?.[1];
    for (const origin of [url.slice(0, -1), running.config.publicOrigin, base]) {
      const session = await fetch(`${base}/api/v1/visitor/sessions`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ site: key }),
      });
      expect(session.status, origin).toBe(201);
    }
  });

  it('[S24] answers an endless body at the limit and closes', async () => {
    const head = `POST /api/v1/visitor/sessions HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\ncontent-type: application/json\r\n`;
    const declared = await raw(`${head}content-length: 1073741824\r\n\r\n{`);
    expect(declared).toMatch(/^HTTP\/1\.1 413 /);
    expect(declared.toLowerCase()).toContain('connection: close');
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    expect(await raw(`${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(
      /^HTTP\/1\.1 413 /,
    );
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it.each([
    'GET /healthz HTTP/1.1\r\n\r\n',
    'GET http://%zz/ HTTP/1.1\r\nhost: a b\r\n\r\n',
    'nonsense\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nhost: \u0000\r\n\r\n',
  ])('[S24] refuses %j and lives', async (request) => {
    expect(await raw(request.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n'))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('[S25] outlives a client that resets while it is answered', async () => {
    for (let at = 0; at < 20; at++) {
      const socket = connect(running.config.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        'POST /api/v1/visitor/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"site"',
      );
      socket.resetAndDestroy();
    }
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('refuses a second process on its data folder, and a taken port, each by name', async () => {
    await expect(start()).rejects.toThrow(/data folder .* is in use/);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const elsewhere = { DATA_DIR: join(folder, 'untouched'), PORT: String(port) };
    await expect(start(elsewhere)).rejects.toThrow(`PORT ${port} is taken`);
    other.close();
  });
});
