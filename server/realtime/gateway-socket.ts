import { WebSocket } from 'ws';
import type { Connection } from './connection.ts';

/** A socket that knows its connection, so that one function serves the events of all: a closure each costs memory. */
export class GatewaySocket extends WebSocket {
  connection: Connection | null = null;
}
