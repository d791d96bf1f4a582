import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { ERROR_STATUS, type ErrorBody } from '../../errors.ts';
import type { VisitorConversation } from '../../protocol/conversations.ts';
import type { PublicEntry } from '../../protocol/entries.ts';
import type { EntriesPage, EntryAnswer } from '../../protocol/server-frames.ts';

export type Frame = Record<string, unknown> & { type: string; id?: number };
/** What a frame came by: a socket, or the socket under an HTTP request. */
export type Line = Pick<WebSocket, 'close' | 'terminate' | 'send'>;
/** Looks at a frame first: `true` means that it was dealt with; an error refuses it. */
export type Script = (frame: Frame, line: Line) => boolean | ErrorBody | undefined;

const refused = (error: ErrorBody): [number, unknown] => [ERROR_STATUS[error.code], { error }];

/** A peer that keeps one visitor's log in memory and does what a test's script tells it, over real sockets and HTTP. */
export class ScriptedServer {
  readonly sockets = new Set<WebSocket>();
  readonly frames: Frame[] = [];
  readonly hellos: Frame[] = [];
  readonly logs = new Map<string, PublicEntry[]>();
  readonly tokens = new Set<string>();
  port = 0;
  sessions = 0;
  upgrades = 0;
  polls = 0;
  /** Messages that came over HTTP by themselves, not in a poll. */
  posts = 0;
  heartbeatMs = 25_000;
  acceptSockets = true;
  pageSize = 100;
  script: Script = () => undefined;
  /** Answers the creation of a session by this error. */
  sessionError: ErrorBody | null = null;
  readonly #http: Server;
  readonly #ws = new WebSocketServer({ noServer: true });
  readonly #events: Frame[] = [];
  #wake: (() => void)[] = [];

  private constructor() {
    this.#http = createServer((request, response) => void this.#serve(request, response));
    this.#http.on('upgrade', (request, socket, head) => {
      this.upgrades++;
      if (!this.acceptSockets) socket.destroy();
      else this.#ws.handleUpgrade(request, socket, head, (opened) => this.#open(opened));
    });
  }

  static async start(port = 0): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await new Promise<void>((resolve) => server.#http.listen(port, '127.0.0.1', resolve));
    server.port = (server.#http.address() as AddressInfo).port;
    return server;
  }

  get host(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#ws.clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  closeAll(code: number, reason = ''): void {
    for (const socket of this.sockets) socket.close(code, reason);
  }
  cutAll(): void {
    for (const socket of this.#ws.clients) socket.terminate();
    this.#http.closeAllConnections();
  }

  /** Everything that was said in any conversation, by text. */
  said(): string[] {
    return [...this.logs.values()]
      .flat()
      .flatMap(({ type, body }) => (type === 'message' ? [String(body.text)] : []));
  }

  conversation(id: string): VisitorConversation {
    const log = this.logs.get(id) ?? [];
    const last = log.findLast(({ type }) => type === 'message');
    return {
      id,
      status: 'waiting',
      seq: log.length,
      visitor_read: 0,
      agent_read: 0,
      agent: null,
      last_message: last
        ? { sender: last.sender.kind, text: String(last.body.text), at: last.created_at }
        : null,
      created_at: log[0]?.created_at ?? new Date(0).toISOString(),
    };
  }

  /** Appends to the log; tells it to whoever is connected unless `silent`. */
  append(
    id: string,
    text: string | null,
    kind: 'visitor' | 'agent',
    clientId = randomUUID() as string,
    silent = false,
  ) {
    const log = this.logs.get(id) ?? [];
    this.logs.set(id, log);
    const entry: PublicEntry = {
      seq: log.length + 1,
      type: text === null ? 'started' : 'message',
      sender: { kind, name: kind === 'agent' ? 'Ada' : null },
      client_id: text === null ? null : clientId,
      body: text === null ? {} : { text },
      created_at: new Date(log.length * 1000).toISOString(),
    };
    log.push(entry);
    if (!silent) this.tell(id, [entry]);
    return entry;
  }

  tell(id: string, entries: PublicEntry[]): void {
    this.broadcast({ type: 'conversation.changed', conversation: this.conversation(id), entries });
  }

  broadcast(event: Frame): void {
    this.#events.push(event);
    for (const socket of this.sockets) socket.send(JSON.stringify(event));
    for (const wake of this.#wake.splice(0)) wake();
  }

  #open(socket: WebSocket): void {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      const scripted = this.script(frame, socket);
      if (frame.type === 'hello') this.hellos.push(frame);
      else this.frames.push(frame);
      if (scripted === true) return;
      for (const answer of this.#answer(frame, scripted)) socket.send(JSON.stringify(answer));
      if (frame.type !== 'hello') return;
      if (this.tokens.has(String(frame.token))) this.sockets.add(socket);
      else socket.close(4401);
    });
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
  }

  #answer(frame: Frame, scripted?: ErrorBody | false): Frame[] {
    if (scripted) return [{ type: 'error', id: frame.id, error: scripted } as Frame];
    if (frame.type === 'ping') return [{ type: 'pong' }];
    if (frame.type === 'hello') return this.tokens.has(String(frame.token)) ? [this.#welcome()] : [];
    const result = this.#result(frame);
    return result === undefined ? [] : [{ type: 'answer', id: frame.id as number, result }];
  }

  #welcome(): Frame {
    return {
      type: 'welcome',
      v: 1,
      role: 'visitor',
      heartbeat_ms: this.heartbeatMs,
      limits: { text_length: 10_000, frame_bytes: 65_536, page_entries: 100 },
      visitor: { id: '00000000-0000-4000-8000-000000000001', name: null },
      opening: { open: true, changes_at: null },
      conversations: [...this.logs.keys()].map((id) => this.conversation(id)),
    };
  }

  #result(frame: Frame): unknown {
    const id = String(frame.conversation_id);
    if (frame.type === 'entries.fetch') return this.#page(frame, id);
    if (frame.type === 'read.set') return { position: frame.position };
    if (frame.type === 'conversation.start' || frame.type === 'message.send') return this.#write(frame, id);
    return undefined;
  }

  #write(frame: Frame, id: string): EntryAnswer {
    const clientId = String(frame.client_id);
    const log = this.logs.get(id) ?? [];
    let entry = log.find((other) => other.client_id === clientId);
    if (!entry) {
      if (frame.type === 'conversation.start' && !log.length) this.append(id, null, 'visitor');
      entry = this.append(id, String(frame.text), 'visitor', clientId);
    }
    return { conversation_id: id, client_id: clientId, seq: entry.seq, created_at: entry.created_at };
  }

  #page(frame: Frame, id: string): EntriesPage<PublicEntry, VisitorConversation> {
    const log = this.logs.get(id) ?? [];
    const { after, before } = frame as { after?: number; before?: number };
    const rest = log.filter(({ seq }) => seq > (after ?? 0) && seq < (before ?? Number.POSITIVE_INFINITY));
    const entries = after === undefined ? rest.slice(-this.pageSize) : rest.slice(0, this.pageSize);
    return { conversation: this.conversation(id), entries, more: entries.length < rest.length };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    const answered = await this.#route(request, body);
    if (!answered) return;
    const [status, answer] = answered;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 204 ? undefined : JSON.stringify(answer));
  }

  async #route(
    request: IncomingMessage,
    body: Record<string, unknown>,
  ): Promise<[number, unknown] | undefined> {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    switch (`${request.method} ${request.url}`) {
      case 'POST /api/v1/poll':
        return this.#poll(body);
      case 'POST /api/v1/visitor/sessions':
        return this.#session();
      case 'POST /api/v1/visitor/conversations':
        return this.#post({ ...body, type: 'conversation.start' }, token, request);
      case 'DELETE /api/v1/visitor/session':
        this.tokens.delete(token);
        return [204, undefined];
      default:
        return refused({ code: 'not_found', message: 'No such thing.' });
    }
  }

  #post(frame: Frame, token: string, { socket }: IncomingMessage): [number, unknown] | undefined {
    this.posts++;
    if (!this.tokens.has(token)) return refused({ code: 'unauthenticated', message: 'Gone.' });
    const cut = (): void => void socket.destroy();
    const scripted = this.script(frame, { close: cut, terminate: cut, send: cut });
    this.frames.push(frame);
    if (scripted === true) return undefined;
    return scripted ? refused(scripted) : [200, this.#result(frame)];
  }

  #session(): [number, unknown] {
    if (this.sessionError) return refused(this.sessionError);
    this.sessions++;
    const token = `token-${this.sessions}`;
    this.tokens.add(token);
    return [201, { token, visitor_id: randomUUID(), expires_at: new Date(4e12).toISOString() }];
  }

  async #poll(body: Record<string, unknown>): Promise<[number, unknown]> {
    this.polls++;
    const hello = body.hello as Frame;
    if (!this.tokens.has(String(hello.token))) return refused({ code: 'unauthenticated', message: 'Gone.' });
    const frames = body.frames as Frame[];
    const positions = body.positions as number | undefined;
    if (positions === undefined) return [200, { frames: [this.#welcome()], positions: this.#events.length }];
    this.frames.push(...frames);
    const answers = frames.flatMap((frame) => this.#answer(frame));
    if (!frames.length && this.#events.length === positions) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        setTimeout(resolve, body.wait_ms as number);
      });
    }
    return [200, { frames: [...answers, ...this.#events.slice(positions)], positions: this.#events.length }];
  }
}
