import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Target } from '../peers/peer.ts';
import type { Listener, Protocol, VisitorLine } from './protocol.ts';
import { Sockets } from './sockets.ts';

/** The bare relay: the frames that Bellhop's visitors send, without anything else of its wire. */
export class RelayProtocol implements Protocol {
  private readonly sockets: Sockets;
  private readonly url: string;

  constructor(
    target: Target,
    private readonly listener: Listener,
  ) {
    this.url = target.url.replace('http', 'ws');
    this.sockets = new Sockets(listener.onFailure);
  }

  async openAgent(): Promise<void> {
    const receive = (text: string) => this.listener.onReceived((JSON.parse(text) as { text: string }).text);
    await once(this.sockets.open(`${this.url}/agent`, {}, receive), 'open');
  }

  async openVisitor(visitor: number): Promise<VisitorLine> {
    const conversationId = randomUUID();
    let id = 0;
    const socket = this.sockets.open(`${this.url}/visitor`, {}, (text) => {
      if ((JSON.parse(text) as { id: number }).id === id) this.listener.onAnswered(visitor);
    });
    await once(socket, 'open');
    return {
      send: (text) =>
        socket.send(
          JSON.stringify({
            type: 'message.send',
            id: ++id,
            conversation_id: conversationId,
            client_id: randomUUID(),
            text,
          }),
        ),
    };
  }

  close(): void {
    this.sockets.close();
  }
}
