// @vitest-environment node
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket as NodeSocket, WebSocketServer } from 'ws';
import { quietSocket } from './quiet-socket.ts';

let http: Server;
let ws: WebSocketServer;
let upgrade: () => void;
let asked: Promise<void>;

beforeEach(async () => {
  http = createServer();
  ws = new WebSocketServer({ noServer: true });
  asked = new Promise((resolve) => {
    http.on('upgrade', (request, socket, head) => {
      upgrade = () => ws.handleUpgrade(request, socket, head, (opened) => ws.emit('connection', opened));
      resolve();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const client of ws.clients) client.terminate();
  http.close();
});

const QuietSocket = quietSocket(NodeSocket as unknown as typeof WebSocket);
const connect = (): WebSocket => new QuietSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
const told = (target: WebSocket, type: string): Promise<Event> =>
  new Promise((resolve) => target.addEventListener(type, resolve));

it('closed while it connects, it finishes the handshake, then closes with what was said', async () => {
  const socket = connect();
  const errors: Event[] = [];
  socket.addEventListener('error', (event) => errors.push(event));
  await asked;
  socket.close(4001, 'enough');
  expect(socket.readyState).toBe(socket.CONNECTING);
  const closed = told(socket, 'close');
  upgrade();
  expect(await closed).toMatchObject({ code: 4001, reason: 'enough', wasClean: true });
  expect(errors).toEqual([]);
});

it('closed while open, it closes at once', async () => {
  const socket = connect();
  await asked;
  const open = told(socket, 'open');
  upgrade();
  await open;
  const closed = told(socket, 'close');
  socket.close(4002);
  expect(socket.readyState).toBe(socket.CLOSING);
  expect(await closed).toMatchObject({ code: 4002 });
});
