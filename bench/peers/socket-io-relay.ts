import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { announcePort } from './announce-port.ts';

/** The same relay as the bare one, on Socket.IO with its acknowledgements, over WebSockets only. */
const http = createServer();
const server = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
let agent: Socket | undefined;

interface Message {
  id: number;
}

server.on('connection', (socket) => {
  if ((socket.handshake.auth as { role?: string }).role === 'agent') agent = socket;
  else socket.on('message', relay);
});

function relay(message: Message, acknowledge: (answer: object) => void): void {
  agent?.emit('message', message);
  acknowledge({ id: message.id });
}

announcePort(http);
