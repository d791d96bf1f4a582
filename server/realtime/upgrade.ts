import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server, WebSocket } from 'ws';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { MAX_UNAUTHENTICATED_PER_ADDRESS } from '../../shared/protocol/limits.ts';
import { addressKey } from '../limits/client-address.ts';
import { Connection } from './connection.ts';
import type { RealtimeContext } from './context.ts';
import { GatewaySocket } from './gateway-socket.ts';
import type { Caller } from './hello.ts';

const PATH = '/ws';
const STRANGERS_WAIT_MS = 10_000;
/** Who is being told 4429 holds a socket too: with this many the address gets no handshake. */
const MAX_STRANGERS = 2 * MAX_UNAUTHENTICATED_PER_ADDRESS;

export interface UpgradeParts {
  context: RealtimeContext;
  server: Server<typeof GatewaySocket>;
  trustProxy: number;
}

/** [S25] Answers an upgrade in the same turn: nothing is awaited before the handshake. */
export function createUpgradeListener({ context, server, trustProxy }: UpgradeParts) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Without a listener a reset during the handshake would end the process.
    socket.on('error', destroy);
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(socket, 404);
    if (context.isDraining()) return refuse(socket, 503);
    const caller = callerOf(context, request, trustProxy);
    const strangers = context.strangers.of(caller.address);
    if (strangers >= MAX_STRANGERS) return refuse(socket, 429);
    server.handleUpgrade(request, socket, head, (ws) => {
      const connection = accept(context, ws, socket, caller);
      if (strangers >= MAX_UNAUTHENTICATED_PER_ADDRESS) {
        connection.end(CLOSE.rate_limited, String(STRANGERS_WAIT_MS));
      }
    });
  };
}

/** [S17] A cookie that came from another origin than the console's is as good as none. */
function callerOf({ authority }: RealtimeContext, request: IncomingMessage, trustProxy: number): Caller {
  const { origin = null, cookie = null } = request.headers;
  const forwarded = request.headers['x-forwarded-for'];
  return {
    cookieHeader: authority.isConsoleOrigin(origin) ? cookie : null,
    origin,
    address: addressKey(request.socket.remoteAddress, forwarded?.toString(), trustProxy),
  };
}

function accept(context: RealtimeContext, ws: GatewaySocket, socket: Duplex, caller: Caller): Connection {
  const connection = new Connection(context, ws, socket, caller);
  ws.connection = connection;
  context.connections.add(connection);
  ws.on('message', receive);
  ws.on('error', ignore);
  ws.on('close', forget);
  return connection;
}

function receive(this: WebSocket, data: unknown, isBinary: boolean): void {
  connectionOf(this)?.receive(data as Buffer, isBinary);
}

function forget(this: WebSocket): void {
  connectionOf(this)?.gone();
}

const connectionOf = (ws: WebSocket): Connection | null =>
  ws instanceof GatewaySocket ? ws.connection : null;

/** `ws` closes with the code that fits (1002, 1007, 1008, 1009); 'close' follows. */
const ignore = (): void => undefined;

function destroy(this: Duplex): void {
  this.destroy();
}

function refuse(socket: Duplex, status: 404 | 429 | 503): void {
  const retry = status === 404 ? '' : 'Retry-After: 10\r\n';
  socket.once('finish', destroy);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${retry}\r\n`,
  );
}
