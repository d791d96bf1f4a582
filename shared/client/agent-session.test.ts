import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, WebSocket } from 'ws';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import { createAgentSession } from './agent-session.ts';
import { createMemoryStore } from './stores.ts';
import { until } from './testing/until.ts';
import type { AgentSession, KeyValueStore } from './types.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const WORKSPACE = id(900);
const ME = id(901);
const AT = '2026-01-01T00:00:00.000Z';

/** A workspace of conversations behind a real socket and the list of the HTTP API. */
class Workspace {
  epoch = id(1);
  rev = 0;
  readonly conversations = new Map<string, Conversation>();
  readonly logs = new Map<string, Entry[]>();
  readonly hellos: Record<string, unknown>[] = [];
  readonly frames: Record<string, unknown>[] = [];
  refuse: string | null = null;
  pageSize = 2;
  readonly #http: Server = createServer((request, response) => {
    const view = new URL(request.url ?? '', 'http://a').searchParams.get('view');
    const conversations = [...this.conversations.values()].filter(({ status }) => status === view);
    response.end(JSON.stringify({ epoch: this.epoch, rev: this.rev, conversations, next: null }));
  });
  readonly ws = new WebSocketServer({ server: this.#http });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.ws.on('connection', (socket) =>
      socket.on('message', (data) => this.#on(socket, JSON.parse(String(data)))),
    );
    return this;
  }
  get host(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }
  cut(): void {
    for (const socket of this.ws.clients) socket.terminate();
  }
  async stop(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
  broadcast(event: object): void {
    for (const socket of this.ws.clients) socket.send(JSON.stringify(event));
  }

  /** One committed transaction; heard by whoever is connected unless `silent`. */
  commit(
    n: number,
    text: string,
    kind: 'visitor' | 'agent' = 'visitor',
    clientId = crypto.randomUUID() as string,
    silent = false,
  ): Entry {
    const log = this.logs.get(id(n)) ?? [];
    this.logs.set(id(n), log);
    const sender = { kind, id: kind === 'agent' ? ME : id(800), name: kind === 'agent' ? 'Ada' : null };
    const seq = log.length + 1;
    const entry: Entry = {
      seq,
      public_seq: seq,
      type: 'message',
      sender,
      client_id: clientId,
      body: { text },
      created_at: AT,
    };
    log.push(entry);
    const conversation = this.#conversation(n, seq, kind, text);
    this.conversations.set(id(n), conversation);
    if (!silent)
      this.broadcast({
        type: 'workspace.changed',
        rev: this.rev,
        changes: [{ conversation, entries: [entry] }],
      });
    return entry;
  }

  #conversation(n: number, seq: number, kind: 'visitor' | 'agent', text: string): Conversation {
    const status = kind === 'visitor' ? ('waiting' as const) : ('open' as const);
    const own = {
      id: id(n),
      number: n,
      site_id: id(902),
      visitor: { id: id(800), name: null },
      kind: 'live' as const,
      team_id: null,
      priority: 0,
      queued_at: AT,
      snoozed_until: null,
      tag_ids: [],
    };
    const marks = { seq, public_seq: seq, rev: ++this.rev, visitor_read: 0, agent_read: 0 };
    const times = { waiting_since: null, created_at: AT, ended_at: null };
    return {
      ...own,
      ...marks,
      ...times,
      status,
      assignee_id: null,
      assignee_name: null,
      last_message: { sender: kind, text, at: AT },
    };
  }

  #on(socket: WebSocket, frame: Record<string, unknown>): void {
    if (frame.type === 'hello') this.hellos.push(frame);
    else this.frames.push(frame);
    const refused = this.refuse !== null && 'text' in frame;
    const error = { code: this.refuse, message: 'No.' };
    const answer = refused ? { type: 'error', id: frame.id, error } : this.#answer(frame);
    socket.send(JSON.stringify(answer));
  }

  #answer(frame: Record<string, unknown>): object {
    if (frame.type === 'hello') return this.#welcome(frame.position as { epoch: string } | undefined);
    return { type: 'answer', id: frame.id, result: this.#result(frame) };
  }

  #welcome(position?: { epoch: string }): object {
    const resume = position ? (position.epoch === this.epoch ? 'whole' : 'reset') : 'fresh';
    const me = { id: ME, name: 'Ada', role: 'agent' };
    const own = { type: 'welcome', v: 1, role: 'agent', heartbeat_ms: 25_000, limits: {}, me };
    return { ...own, epoch: this.epoch, rev: this.rev, resume, online_visitors: [id(800)] };
  }

  #result(frame: Record<string, unknown>): unknown {
    const conversationId = String(frame.conversation_id);
    if (frame.type === 'inbox.fetch') return this.#inbox(Number(frame.after));
    if (frame.type === 'entries.fetch') {
      const entries = (this.logs.get(conversationId) ?? []).filter(
        ({ seq }) => seq > Number(frame.after ?? 0),
      );
      return { conversation: this.conversations.get(conversationId), entries, more: false };
    }
    if (frame.type === 'read.set') return { position: frame.position };
    const clientId = String(frame.client_id);
    const old = this.logs.get(conversationId)?.find(({ client_id }) => client_id === clientId);
    const entry =
      old ?? this.commit(Number(conversationId.slice(-12)), String(frame.text), 'agent', clientId);
    return { conversation_id: conversationId, client_id: clientId, seq: entry.seq, created_at: AT };
  }

  #inbox(after: number): object {
    const changed = [...this.conversations.values()]
      .filter(({ rev }) => rev > after)
      .sort((a, b) => a.rev - b.rev);
    const page = changed.slice(0, this.pageSize);
    const more = page.length < changed.length;
    return {
      reset: false,
      epoch: this.epoch,
      rev: more ? page.at(-1)?.rev : this.rev,
      conversations: page,
      more,
    };
  }
}

let server: Workspace;
let store: KeyValueStore;
let sessions: AgentSession[];

function work(member = ME): AgentSession {
  const timing = { backoffMs: 5, maxBackoffMs: 20 };
  const session = createAgentSession({
    host: server.host,
    workspace: WORKSPACE,
    member,
    store,
    WebSocket,
    timing,
  });
  sessions.push(session);
  return session;
}
const texts = (session: AgentSession, n: number): unknown[] | undefined =>
  session
    .getState()
    .threads.get(id(n))
    ?.timeline.entries.map(({ body }) => body.text);
/** [S5] What the client has put together is what the server has. */
const inStep = (session: AgentSession): void =>
  expect(Object.fromEntries(session.getState().conversations)).toEqual(
    Object.fromEntries(server.conversations),
  );
const positioned = (session: AgentSession) =>
  until(
    () =>
      session.getState().position?.rev === server.rev && session.getState().position?.epoch === server.epoch,
  );

beforeEach(async () => {
  server = await new Workspace().start();
  store = createMemoryStore();
  sessions = [];
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await server.stop();
});

describe('agent session', () => {
  it('reads what waits and is open, then follows events', async () => {
    server.commit(1, 'one');
    server.commit(2, 'two', 'agent');
    const session = work();
    expect(session.getState().connection.kind).toBe('idle');
    session.connect();
    await until(() => session.getState().ready);
    inStep(session);
    expect(session.getState().me?.name).toBe('Ada');
    expect(server.hellos[0]).not.toHaveProperty('position');
    server.commit(3, 'three');
    server.commit(1, 'more');
    await positioned(session);
    inStep(session);
  });

  it('[R4] [R5] pulls what changed while it was away, page by page', async () => {
    const session = work();
    session.connect();
    await until(() => session.getState().ready);
    server.commit(1, 'one');
    await session.open(id(1));
    await positioned(session);
    const stood = session.getState().position;
    server.cut();
    for (let n = 1; n <= 7; n++) server.commit(n, `away ${n}`, 'visitor', undefined, true);
    await until(() => server.hellos.length >= 2);
    await positioned(session);
    expect(server.hellos[1]).toMatchObject({ position: stood });
    inStep(session);
    await until(() => texts(session, 1)?.length === 2);
    expect(texts(session, 1)).toEqual(['one', 'away 1']);
  });

  it('[S3] pulls when events jump, and claims no more than it has', async () => {
    const session = work();
    session.connect();
    await until(() => session.getState().ready);
    for (let n = 1; n <= 5; n++) server.commit(n, 'silent', 'visitor', undefined, true);
    server.commit(6, 'heard');
    await positioned(session);
    inStep(session);
    expect(server.frames.filter(({ type }) => type === 'inbox.fetch').length).toBe(3);
  });

  it('[R6] drops its copy when the epoch is another, also of open threads', async () => {
    const session = work();
    server.commit(1, 'one');
    session.connect();
    await until(() => session.getState().ready);
    await session.open(id(1));
    server.epoch = id(2);
    server.conversations.clear();
    server.logs.clear();
    server.rev = 0;
    server.commit(1, 'restored', 'visitor', undefined, true);
    server.cut();
    await positioned(session);
    await until(() => session.getState().ready && texts(session, 1)?.[0] === 'restored');
    inStep(session);
  });

  it('[M5] replies once, through a cut', async () => {
    server.commit(1, 'one');
    const session = work();
    session.connect();
    await session.open(id(1));
    const sent = session.reply(id(1), 'Hello');
    server.cut();
    const second = session.reply(id(1), 'How can I help?');
    expect((await second.answered).seq).toBe(3);
    expect((await sent.answered).seq).toBe(2);
    await until(() => texts(session, 1)?.length === 3);
    expect(texts(session, 1)).toEqual(['one', 'Hello', 'How can I help?']);
    expect(store.keys('')).toEqual([]);
  });

  it('[M6] shows a refused reply as failed, and forgets it when told to', async () => {
    server.commit(1, 'one');
    server.refuse = 'conflict';
    const session = work();
    session.connect();
    await session.open(id(1));
    const sent = session.reply(id(1), 'Too late');
    await expect(sent.answered).rejects.toMatchObject({ code: 'conflict' });
    const failed = () =>
      session
        .getState()
        .threads.get(id(1))
        ?.timeline.pending.map(({ state }) => state);
    expect(failed()).toEqual(['failed']);
    session.discard(sent.client_id);
    expect(failed()).toEqual([]);
  });

  it('never sends what another member left in the same browser', async () => {
    server.commit(1, 'one');
    const ada = work();
    ada.reply(id(1), 'From Ada');
    const bo = work(id(777));
    bo.connect();
    await until(() => bo.getState().ready);
    expect(server.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
    ada.reset();
    expect(store.keys('')).toEqual([]);
  });

  it('sends after a reload what was left, though its thread is not open', async () => {
    server.commit(1, 'one');
    work().reply(id(1), 'Left behind');
    const session = work();
    session.connect();
    await until(() => server.logs.get(id(1))?.length === 2);
    await until(() => store.keys('').length === 0);
  });

  it('[S10] shows nothing of the former inbox after a reset, and reads it anew', async () => {
    server.commit(1, 'one');
    const session = work();
    session.connect();
    await session.open(id(1));
    await until(() => session.getState().ready);
    session.reset();
    expect(session.getState()).toEqual(work().getState());
    session.connect();
    await until(() => session.getState().ready);
    inStep(session);
    expect(server.hellos[1]).not.toHaveProperty('position');
  });

  it('[T4] follows who is here, and who types', async () => {
    server.commit(1, 'one');
    const session = work();
    session.connect();
    await session.open(id(1));
    expect([...session.getState().onlineVisitors]).toEqual([id(800)]);
    server.broadcast({ type: 'presence.changed', visitor_id: id(801), online: true });
    server.broadcast({ type: 'presence.changed', visitor_id: id(800), online: false });
    const sender = { kind: 'visitor', id: id(800), name: null };
    server.broadcast({ type: 'typing.changed', conversation_id: id(1), sender, typing: true });
    await until(() => session.getState().threads.get(id(1))?.typing.length === 1);
    expect([...session.getState().onlineVisitors]).toEqual([id(801)]);
    server.commit(1, 'two');
    await until(() => texts(session, 1)?.length === 2);
    expect(session.getState().threads.get(id(1))?.typing).toEqual([]);
  });

  it('[M7] marks as read up to the last public entry, once', async () => {
    server.commit(1, 'one');
    const session = work();
    session.connect();
    await session.open(id(1));
    await session.markRead(id(1));
    expect(server.frames.at(-1)).toMatchObject({ type: 'read.set', position: 1 });
  });
});
