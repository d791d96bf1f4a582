import { randomUUID } from 'node:crypto';
import type { ClientOptions, WebSocket } from 'ws';
import type { WorkspaceChanged } from '../../shared/protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { BellhopTarget } from '../peers/peer.ts';
import type { Listener, Protocol, VisitorLine } from './protocol.ts';
import { Sockets } from './sockets.ts';

/** How frames begin, so that those that nothing is checked in need not be parsed. */
const WELCOME = '{"type":"welcome"';
const ANSWER = '{"type":"answer"';
const CHANGED = '{"type":"workspace.changed"';
const ERROR = '{"type":"error"';

/** Bellhop's own wire, hello and all; the agent's side checks `rev` and `seq` as a console would (S3, E1). */
export class BellhopProtocol implements Protocol {
  private readonly sockets: Sockets;
  private readonly url: string;
  private rev = 0;
  private readonly seqOf = new Map<string, number>();

  constructor(
    private readonly target: BellhopTarget,
    private readonly listener: Listener,
  ) {
    this.url = `${target.url.replace('http', 'ws')}/ws`;
    this.sockets = new Sockets(listener.onFailure);
  }

  async openAgent(): Promise<void> {
    const { cookie, url, workspaceId: workspace } = this.target;
    const options = { origin: url, headers: { cookie } };
    const { welcome } = await this.connect(options, { role: 'agent', workspace }, (text) => {
      if (text.startsWith(CHANGED)) this.receive(JSON.parse(text) as WorkspaceChanged);
    });
    this.rev = (JSON.parse(welcome) as { rev: number }).rev;
  }

  async openVisitor(visitor: number): Promise<VisitorLine> {
    const { siteKey: site, siteOrigin: origin, visitors } = this.target;
    const { token, conversationId: conversation_id } = visitors[visitor]!;
    let id = 0;
    const { socket } = await this.connect({ origin }, { role: 'visitor', site, token }, (text) => {
      if (!text.startsWith(ANSWER)) return;
      if ((JSON.parse(text) as { id: number }).id === id) this.listener.onAnswered(visitor);
    });
    return {
      send: (text) => {
        id++;
        const frame = { type: 'message.send', id, conversation_id, client_id: randomUUID(), text };
        socket.send(JSON.stringify(frame));
      },
    };
  }

  close(): void {
    this.sockets.close();
  }

  private connect(options: ClientOptions, who: object, onText: (text: string) => void) {
    return new Promise<{ socket: WebSocket; welcome: string }>((resolve) => {
      const socket = this.sockets.open(this.url, options, (text) => {
        if (text.startsWith(ERROR)) this.listener.onFailure(new Error(`Refused: ${text}`));
        else if (text.startsWith(WELCOME)) resolve({ socket, welcome: text });
        else onText(text);
      });
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', v: PROTOCOL_VERSION, ...who })));
    });
  }

  private receive({ rev, changes }: WorkspaceChanged): void {
    if (rev !== ++this.rev)
      this.listener.onFailure(new Error(`The agent got rev ${rev} where ${this.rev} was due`));
    for (const { conversation, entries } of changes) {
      for (const { seq, type, body } of entries) {
        const last = this.seqOf.get(conversation.id);
        if (last !== undefined && seq !== last + 1)
          this.listener.onFailure(new Error(`The agent got seq ${seq} after ${last}`));
        this.seqOf.set(conversation.id, seq);
        if (type === 'message') this.listener.onReceived((body as { text: string }).text);
      }
    }
  }
}
