import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Target } from '../peers/peer.ts';
import type { Listener, Protocol, VisitorLine } from './protocol.ts';
import { Sockets } from './sockets.ts';

// Engine.IO's packets and, within its messages (4), Socket.IO's.
const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const EVENT = '42';
const ACK = '43';

/** Socket.IO's wire, spoken over a raw socket: its own client would cost this process more than the others'. */
export class SocketIoProtocol implements Protocol {
  private readonly sockets: Sockets;
  private readonly url: string;

  constructor(
    target: Target,
    private readonly listener: Listener,
  ) {
    this.url = `${target.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    this.sockets = new Sockets(listener.onFailure);
  }

  async openAgent(): Promise<void> {
    await this.connect('agent', (text) => {
      if (!text.startsWith(EVENT)) return;
      const [, { text: said }] = JSON.parse(text.slice(EVENT.length)) as [string, { text: string }];
      this.listener.onReceived(said);
    });
  }

  async openVisitor(visitor: number): Promise<VisitorLine> {
    const conversation_id = randomUUID();
    let id = 0;
    const socket = await this.connect('visitor', (text) => {
      if (text.startsWith(`${ACK}${id}[`)) this.listener.onAnswered(visitor);
    });
    return {
      send: (text) => {
        id++;
        const message = { type: 'message.send', id, conversation_id, client_id: randomUUID(), text };
        socket.send(`${EVENT}${id}${JSON.stringify(['message', message])}`);
      },
    };
  }

  close(): void {
    this.sockets.close();
  }

  private connect(role: string, onText: (text: string) => void): Promise<WebSocket> {
    return new Promise((resolve) => {
      this.sockets.open(this.url, {}, (text, socket) => {
        if (text === PING) socket.send(PONG);
        else if (text.startsWith(OPEN)) socket.send(`${CONNECT}${JSON.stringify({ role })}`);
        else if (text.startsWith(CONNECT)) resolve(socket);
        else onText(text);
      });
    });
  }
}
