import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { announcePort } from './announce-port.ts';

/** The floor: a visitor's frame goes to the agent and is acknowledged. No store, no check, no identity. */
const http = createServer();
const server = new WebSocketServer({ server: http, clientTracking: false, perMessageDeflate: false });
let agent: WebSocket | undefined;

server.on('connection', (socket, request) => {
  if (request.url === '/agent') agent = socket;
  else socket.on('message', relay);
});

function relay(this: WebSocket, data: Buffer): void {
  const { id } = JSON.parse(data.toString()) as { id: number };
  agent?.send(data, { binary: false });
  this.send(JSON.stringify({ type: 'answer', id }));
}

announcePort(http);
