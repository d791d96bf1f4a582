import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { appListener, createHttpServer } from './http/serve-app.ts';
import { lacks, type Shapes } from './testing/frozen/lacks.ts';
import { FrozenVisitor } from './testing/frozen/visitor-v1.mjs';
import { seedWorkspace, type Seed } from './testing/seed.ts';
import { createTestApp, SHOP, type TestApp } from './testing/test-app.ts';
import { useDatabase } from './testing/test-database.ts';

const FROZEN = join(import.meta.dirname, 'testing/frozen');
const FIELDS = JSON.parse(readFileSync(join(FROZEN, 'fields-v1.json'), 'utf8')) as Shapes;

const database = useDatabase('pglite');
let app: TestApp;
let http: Server;
let seed: Seed;
let visitor: FrozenVisitor;
const pages: FrozenVisitor[] = [];

beforeAll(async () => {
  app = await createTestApp(database());
  http = createHttpServer(appListener(app.app, pino({ level: 'silent' })));
  app.gateway.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  seed = await seedWorkspace(database());
  const { port } = http.address() as AddressInfo;
  class FromTheShop extends WebSocket {
    constructor(url: string) {
      super(url, { origin: SHOP });
    }
  }
  visitor = new FrozenVisitor({
    host: `http://127.0.0.1:${port}`,
    site: seed.siteKey,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, origin: SHOP } }),
    WebSocket: FromTheShop,
  });
});
afterEach(() => {
  for (const page of pages.splice(0)) page.leave();
});
afterAll(async () => {
  await app.close();
  http.closeAllConnections();
  http.close();
});

const fits = (value: unknown, name: string): void =>
  expect(lacks(value, name, FIELDS), `${name}: ${JSON.stringify(value)}`).toEqual([]);
const connected = async (page: FrozenVisitor): Promise<unknown> => {
  pages.push(page);
  const welcome: unknown = await page.connect();
  fits(welcome, 'welcome');
  return welcome;
};
/** Waits for an event of this type about this conversation that fits what is known of such events. */
const heard = (page: FrozenVisitor, type: string, conversation: string, test = (_: unknown) => true) =>
  vi.waitFor(() => {
    const found: unknown = page.events.find(
      (event) => event.type === type && JSON.stringify(event).includes(conversation) && test(event),
    );
    expect(found, `${type} among ${JSON.stringify(page.events)}`).toBeDefined();
    fits(found, type.replace('.', '_'));
    return found;
  });
const asAgent = async (path: string, body: unknown, method = 'POST') => {
  const { cookie } = await app.cookieOf(seed.agent.userId);
  const answer = await app.app.request(`/api/v1/workspaces/${seed.workspaceId}/conversations/${path}`, {
    method,
    headers: { ...app.fromConsole, cookie },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
};
const say = (conversation_id: string, text: string) => ({ conversation_id, client_id: randomUUID(), text });

describe('[W8] a client of protocol version 1', () => {
  it('is the one that was frozen: pages out there did not change either', () => {
    const of = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(FROZEN, name)))
        .digest('hex');
    expect([of('visitor-v1.mjs'), of('fields-v1.json')]).toEqual([
      'd0495cce357242b1b66d4dd9227bd5fb721b1f621563c328b6fb1bd0f69d55b9',
      '38d995110ebd758d85838b3042248db441e5a5c342a5051195b06f80ef9c2dd4',
    ]);
  });

  it('finds its settings and gets a token', async () => {
    fits(await visitor.settings(), 'settings');
    fits(await visitor.arrive(), 'session');
  });

  it('says hello, begins, goes on, reads, and ends', async () => {
    const id = randomUUID();
    await connected(visitor);
    const first = say(id, 'Hello');
    const begun = await visitor.request('conversation.start', first);
    fits(begun, 'entry_answer');
    await heard(visitor, 'conversation.changed', id);
    await heard(visitor, 'place.changed', id);
    const again = await visitor.request('conversation.start', first);
    expect(again).toEqual(begun);
    const sent = await visitor.request('message.send', say(id, 'Anybody?'));
    fits(sent, 'entry_answer');
    expect(sent.seq).toBe(begun.seq + 1);
    await asAgent(`${id}/messages`, { client_id: randomUUID(), text: 'I am' });
    const changed = (event: unknown) => JSON.stringify(event).includes('I am');
    await heard(visitor, 'conversation.changed', id, changed);
    fits(await visitor.request('read.set', { conversation_id: id, position: sent.seq }), 'read_answer');
    visitor.tell('typing.set', { conversation_id: id, typing: true });
    visitor.tell('ping', {});
    await vi.waitFor(() => expect(visitor.events.map(({ type }) => type)).toContain('pong'));
    fits(
      await visitor.request('conversation.end', { conversation_id: id, client_id: randomUUID() }),
      'entry_answer',
    );
    await expect(visitor.request('message.send', { ...say(id, ''), text: '' })).rejects.toMatchObject({
      code: 'bad_request',
      field: 'text',
    });
  });

  it('comes back on another page and fetches what it missed, in the bodies that it can draw', async () => {
    const id = randomUUID();
    const page = visitor.samePerson();
    await connected(page);
    await page.request('conversation.start', say(id, 'One'));
    await asAgent(`${id}/messages`, { client_id: randomUUID(), text: 'Two' });
    await page.request('conversation.end', { conversation_id: id, client_id: randomUUID() });
    const welcome = (await connected(visitor.samePerson())) as { conversations: { id: string }[] };
    expect(welcome.conversations.map((one) => one.id)).toContain(id);
    const back = pages.at(-1)!;
    const whole = await back.request('entries.fetch', { conversation_id: id });
    fits(whole, 'entries_page');
    const types: string[] = whole.entries.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['started', 'message', 'assigned', 'message', 'ended']);
    for (const { type, body } of whole.entries) if (type !== 'started') fits(body, `${type}_body`);
    const rest = await back.request('entries.fetch', { conversation_id: id, after: 3 });
    expect(rest.entries).toEqual(whole.entries.slice(3));
    const before = await back.request('entries.fetch', { conversation_id: id, before: 3, limit: 1 });
    expect(before).toMatchObject({ entries: [whole.entries[1]], more: true });
  });

  it('polls where no socket gets through', async () => {
    const id = randomUUID();
    const page = visitor.samePerson();
    const welcomed = await page.poll();
    fits(welcomed, 'poll');
    fits(welcomed.frames[0], 'welcome');
    const answered = await page.poll([{ type: 'conversation.start', ...say(id, 'By post') }]);
    fits(answered, 'poll');
    fits(answered.frames.find(({ type }: { type: string }) => type === 'answer').result, 'entry_answer');
    await asAgent(`${id}/messages`, { client_id: randomUUID(), text: 'Received' });
    const news = await page.poll([{ type: 'ping' }]);
    const changes = [...answered.frames, ...news.frames].filter(
      ({ type }) => type === 'conversation.changed',
    );
    for (const change of changes) fits(change, 'conversation_changed');
    expect(JSON.stringify(changes)).toContain('Received');
  });

  it('does the same over HTTP', async () => {
    const id = randomUUID();
    fits(await visitor.http('POST', '/visitor/conversations', say(id, 'Over HTTP')), 'entry_answer');
    const { conversation_id: _, ...more } = say(id, 'More');
    fits(await visitor.http('POST', `/visitor/conversations/${id}/messages`, more), 'entry_answer');
    fits(await visitor.http('GET', `/visitor/conversations/${id}/entries?after=0`), 'entries_page');
    fits(await visitor.http('GET', `/visitor/conversations/${id}/queue-place`), 'place');
    fits(await visitor.http('PUT', `/visitor/conversations/${id}/read`, { position: 1 }), 'read_answer');
    fits(await visitor.http('GET', '/visitor/conversations'), 'conversations');
    await visitor.http('POST', `/visitor/conversations/${id}/end`, { client_id: randomUUID() });
  });

  it('signs out', async () => {
    await visitor.http('DELETE', '/visitor/session');
    await expect(visitor.http('GET', '/visitor/conversations')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('lacks', () => {
  it('tells what is missing or otherwise, and nothing of what is more', () => {
    const shapes: Shapes = { one: { a: 'string|null', b: ["'x'"], c: 'two|null' }, two: { d: '1' } };
    expect(lacks({ a: null, b: ['x'], c: { d: 1 }, more: 1 }, 'one', shapes)).toEqual([]);
    expect(lacks({ a: 1, b: ['x', 'y'], c: { d: 2 } }, 'one', shapes)).toEqual([
      'it.a is 1, not string',
      'it.b.1 is "y", not \'x\'',
      'it.c.d is 2, not 1',
    ]);
    expect(lacks({}, 'one', shapes)).toEqual([
      'it.a is missing, not string',
      'it.b is no list',
      'it.c is no object',
    ]);
  });
});
