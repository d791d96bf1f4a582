import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { appListener, createHttpServer } from '../../server/http/serve-app.ts';
import { changeSettings } from '../../server/settings/change-settings.ts';
import { seedAgent, seedWorkspace, type Seed } from '../../server/testing/seed.ts';
import { createTestApp, SHOP, type TestApp } from '../../server/testing/test-app.ts';
import { useDatabase } from '../../server/testing/test-database.ts';
import { createAgentSession } from './agent-session.ts';
import { createPolling } from './polling.ts';
import { createMemoryStore } from './stores.ts';
import { until } from './testing/until.ts';
import type { AgentSession, CreateConnection, KeyValueStore, Surroundings, VisitorSession } from './types.ts';
import { createVisitorLine } from './visitor-line.ts';
import { createVisitorSession } from './visitor-session.ts';

const database = useDatabase('pglite');
const open: { close(): void }[] = [];
let app: TestApp;
let http: Server;
let lines: Set<Socket>;
let seed: Seed;
let host: string;
/** How far the clock of both is ahead, in ms. */
let ahead = 0;

/** What a browser adds to every request by itself. */
function browser(origin: string, cookie?: string): Pick<Surroundings, 'WebSocket' | 'fetch'> {
  const headers = { origin, ...(cookie !== undefined && { cookie }) };
  class BrowserSocket extends WebSocket {
    constructor(url: string) {
      super(url, { origin, headers });
    }
  }
  return {
    WebSocket: BrowserSocket,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, ...headers } }),
  };
}
const timing = { backoffMs: 5, maxBackoffMs: 50 };
const polling = { loadPolling: async (): Promise<CreateConnection> => createPolling };
const onlyPolling = { ...polling, timing: { ...timing, fallbackAfterMs: 30, retrySocketMs: 600_000 } };
class BlockedSocket extends WebSocket {
  constructor() {
    super('ws://127.0.0.1:1');
  }
}

function visitor(store: KeyValueStore, extra: Partial<Surroundings> = {}): VisitorSession {
  const session = createVisitorSession({
    host,
    site: seed.siteKey,
    store,
    timing,
    loadLine: async () => createVisitorLine,
    ...browser(SHOP),
    ...extra,
  });
  open.push({ close: session.pause });
  return session;
}
async function agent(store: KeyValueStore, extra: Partial<Surroundings> = {}): Promise<AgentSession> {
  const { cookie } = await app.cookieOf(seed.agent.userId);
  const origin = app.fromConsole['origin'] ?? '';
  const { workspaceId: workspace, memberId: member } = seed.agent;
  const session = createAgentSession({
    host,
    workspace,
    member,
    store,
    timing,
    ...browser(origin, cookie),
    ...extra,
  });
  open.push(session);
  return session;
}
const cut = (): void => {
  for (const line of lines) line.destroy();
};
const said = (session: VisitorSession | AgentSession, id: string): unknown[] =>
  (session.getState().threads.get(id)?.timeline.entries ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ body }) => body.text);

beforeEach(async () => {
  const real = Date.now.bind(Date);
  ahead = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
  app = await createTestApp(database());
  seed = await seedWorkspace(database());
  lines = new Set();
  http = createHttpServer(appListener(app.app, pino({ level: 'silent' })));
  http.on('connection', (socket) => lines.add(socket));
  app.gateway.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const session of open.splice(0)) session.close();
  await app.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

describe.each([
  ['a socket', polling],
  ['polling', { ...onlyPolling, WebSocket: BlockedSocket }],
])('both sessions against the server, by %s', (_, way) => {
  it('a visitor and an agent talk', async () => {
    const ada = await agent(createMemoryStore(), way);
    ada.connect();
    await until(() => ada.getState().ready);
    const guest = visitor(createMemoryStore(), way);
    const { conversation_id: id, answered } = guest.send('Hello');
    expect(await answered).toMatchObject({ conversation_id: id, seq: 2 });
    await until(() => ada.getState().conversations.get(id)?.status === 'waiting');
    await ada.open(id);
    expect(said(ada, id)).toEqual(['Hello']);
    await ada.reply(id, 'How can I help?').answered;
    await until(() => guest.getState().unread === 1);
    await guest.markRead(id);
    await until(() => (ada.getState().conversations.get(id)?.visitor_read ?? 0) >= 4);
    await guest.send('A fern', id).answered;
    await until(() => said(guest, id).length === 3 && said(ada, id).length === 3);
    expect(said(guest, id)).toEqual(['Hello', 'How can I help?', 'A fern']);
    expect(guest.getState().unread).toBe(0);
    await ada.markRead(id);
    await ada.end(id);
    await until(() => guest.getState().conversations[0]?.status === 'ended');
    await expect(ada.reply(id, 'Too late').answered).rejects.toMatchObject({ code: 'conflict' });
    await guest.send('One more thing', id).answered;
    await until(() => said(ada, id).at(-1) === 'One more thing');
    expect(ada.getState().position?.rev).toBe(ada.getState().conversations.get(id)?.rev);
  });
});

describe('sessions against the server', () => {
  it('[M5] loses, doubles and reorders nothing while the line is cut again and again', async () => {
    const store = createMemoryStore();
    const guest = visitor(store);
    const first = guest.send('0');
    const { conversation_id: id } = first;
    await first.answered;
    const ada = await agent(createMemoryStore());
    ada.connect();
    await ada.open(id);
    const texts = Array.from({ length: 12 }, (_, at) => String(at + 1));
    for (const text of texts) {
      const sent = guest.send(text, id);
      if (Number(text) % 2) cut();
      if (Number(text) % 3) await sent.answered;
    }
    const all = ['0', ...texts];
    await until(() => said(guest, id).length >= all.length && said(ada, id).length >= all.length);
    expect(said(guest, id)).toEqual(all);
    expect(said(ada, id)).toEqual(all);
    expect(guest.getState().threads.get(id)?.timeline.pending).toEqual([]);
    expect(store.keys(`bellhop:${seed.siteKey}:outbox:`)).toEqual([]);
  });

  it('resumes after a reload: history, unread, and what was left to send', async () => {
    const store = createMemoryStore();
    const before = visitor(store);
    const { conversation_id: id, answered } = before.send('Hello');
    await answered;
    before.pause();
    before.send('Left behind', id);
    before.pause();
    const ada = await agent(createMemoryStore());
    ada.connect();
    await ada.open(id);
    await ada.reply(id, 'Are you there?').answered;
    const after = visitor(store);
    expect(after.resume()).toBe(true);
    await after.open(id);
    await until(() => said(after, id).length === 3);
    expect(after.getState().connection).toEqual({ kind: 'live', transport: 'socket' });
    expect(said(after, id)).toEqual(['Hello', 'Are you there?', 'Left behind']);
  });

  it('[T1] shows each that the other types', async () => {
    const guest = visitor(createMemoryStore());
    const { conversation_id: id, answered } = guest.send('Hello');
    await answered;
    const ada = await agent(createMemoryStore());
    ada.connect();
    await ada.open(id);
    guest.typing(id, true);
    ada.typing(id, true);
    await until(() => ada.getState().threads.get(id)?.typing.length === 1);
    await until(() => guest.getState().threads.get(id)?.typing[0]?.name === 'Mo');
    expect(ada.getState().onlineVisitors.size).toBe(1);
  });

  it('[S26] says why a message waits that came too fast, keeps it over a reload, and sends it in its time', async () => {
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const changes = { 'limits.messages_10_seconds': 2 };
    await changeSettings(app.services, admin, { base_version: 0, changes });
    const store = createMemoryStore();
    const before = visitor(store);
    const { conversation_id: id, answered } = before.send('One');
    await answered;
    await before.send('Two', id).answered;
    ahead = 8_500;
    const refused = before.send('Three', id);
    refused.answered.catch(() => undefined);
    before.send('Four', id).answered.catch(() => undefined);
    const waiting = (session: VisitorSession) => session.getState().threads.get(id)?.timeline.pending ?? [];
    await until(() => waiting(before)[0]?.error?.code === 'rate_limited');
    expect(waiting(before)).toMatchObject([
      { text: 'Three', state: 'pending', error: { message: expect.stringContaining('nothing is lost') } },
      { text: 'Four', state: 'pending' },
    ]);
    before.pause();
    const after = visitor(store);
    after.resume();
    await after.open(id);
    expect(waiting(after).map(({ text }) => text)).toEqual(['Three', 'Four']);
    await until(() => said(after, id).length === 4);
    expect(said(after, id)).toEqual(['One', 'Two', 'Three', 'Four']);
  });

  it('[C3] begins anew when its token is revoked', async () => {
    const store = createMemoryStore();
    const guest = visitor(store);
    const { conversation_id: id, answered } = guest.send('Hello');
    await answered;
    const token = store.get(`bellhop:${seed.siteKey}:token`) ?? '';
    const gone = await fetch(`${host}/api/v1/visitor/session`, {
      method: 'DELETE',
      headers: { origin: SHOP, authorization: `Bearer ${token}` },
    });
    expect(gone.status).toBeLessThan(300);
    await until(() => guest.getState().connection.kind === 'refused');
    expect(guest.getState()).toMatchObject({ known: false, conversations: [] });
    expect(await guest.send('Again', id).answered).toMatchObject({ seq: 2 });
  });
});
