import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import {
  agentHello,
  agentPass,
  CONSOLE_ORIGIN,
  TestNode,
  visitorHello,
  visitorPass,
  words,
  type AgentPass,
  type VisitorPass,
} from './testing/wire-bench.ts';

describe('hello', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let seed: Seed;
  let visitor: VisitorPass;
  let agent: AgentPass;

  beforeAll(async () => {
    const db = database();
    node = await new TestNode(db, { timing: { helloTimeoutMs: 300, sweepMs: 50 } }).listen();
    seed = await seedWorkspace(db);
    visitor = await visitorPass(db, seed);
    agent = await agentPass(db, seed.workspaceId);
  });
  afterAll(() => node.close());

  const stranger = (origin?: string) => node.client({}, origin).open();
  const asAgent = (workspace: string, cookie = agent.cookie, origin = CONSOLE_ORIGIN) =>
    closeOf(agentHello(workspace), { cookie }, origin);
  const closeOf = async (frame: unknown, headers: Record<string, string> = {}, origin?: string) => {
    const client = await node.client(headers, origin).open();
    client.send(frame);
    return (await client.closed()).code;
  };

  it('[H1] who says nothing is closed with 4001', async () => {
    const client = await stranger();
    expect(await client.closed()).toMatchObject({ code: 4001 });
    expect(client.heard).toEqual([]);
  });

  it.each([0, 2, 99])('[H2] another version, %s, closes with 4409', async (v) => {
    expect(await closeOf({ ...visitorHello(seed, visitor), v })).toBe(4409);
    expect(await closeOf({ type: 'hello', v, somebody: 'else' })).toBe(4409);
  });

  it('[H2] a second hello is refused, and the connection stays', async () => {
    const client = await node.visitor(seed, visitor);
    const again = await client.request(visitorHello(seed, visitor));
    expect(again.error?.code).toBe('conflict');
    await client.settle();
    expect(client.goodbye).toBeNull();
  });

  it('[H3] an unknown site, and the token of another site, close with 4403', async () => {
    const other = await seedWorkspace(database());
    expect(await closeOf(visitorHello({ siteKey: 'no-such-key' }, visitor))).toBe(4403);
    expect(await closeOf(visitorHello(other, visitor))).toBe(4403);
  });

  it('[H3] a token that nobody has closes with 4401', async () => {
    expect(await closeOf(visitorHello(seed, { token: 'x'.repeat(43) }))).toBe(4401);
    expect(await closeOf(visitorHello(seed, { token: 'undefined' }))).toBe(4401);
  });

  it('[H3] a page without an allowed origin closes with 4403', async () => {
    expect(await closeOf(visitorHello(seed, visitor), {}, 'null')).toBe(4403);
  });

  it('[H4] nobody signed in closes with 4401', async () => {
    expect(await asAgent(seed.workspaceId, 'other=1')).toBe(4401);
    expect(await asAgent(seed.workspaceId, `test_session=${randomUUID()}`)).toBe(4401);
  });

  it('[H4] a foreign and an unknown workspace close with 4403, alike', async () => {
    const other = await seedWorkspace(database());
    expect(await asAgent(other.workspaceId)).toBe(4403);
    expect(await asAgent(randomUUID())).toBe(4403);
  });

  it.each([
    'https://chat.example.org.evil.test',
    'https://evil.test',
    'http://chat.example.org',
    'https://chat.example.org:8443',
    'https://user@chat.example.org',
    'null',
  ])('[H4] [S17] a cookie from %s is worth nothing', async (origin) => {
    expect(await asAgent(seed.workspaceId, agent.cookie, origin)).toBe(4403);
  });

  it('[H5] what is sent before the welcome is refused', async () => {
    const client = await stranger();
    const early = await client.request({ type: 'message.send', ...words(randomUUID()) });
    expect(early).toMatchObject({ type: 'error', error: { code: 'unauthenticated' } });
    client.send(visitorHello(seed, visitor));
    client.send({ type: 'ping' });
    await client.next('welcome');
    expect(client.all('pong')).toEqual([]);
  });

  it('[W5] a hello whose fields do not fit is refused, and another may follow', async () => {
    const client = await stranger();
    client.send({ ...visitorHello(seed, visitor), token: 7 });
    expect((await client.next('error')).error).toMatchObject({ code: 'bad_request', field: 'token' });
    client.send(visitorHello(seed, visitor));
    expect(await client.next('welcome')).toMatchObject({
      role: 'visitor',
      visitor: { id: visitor.visitorId },
    });
  });

  it('[H5] the welcome tells a visitor their conversations, and an agent where the workspace stands', async () => {
    const writer = await node.visitor(seed, visitor);
    const conversation = randomUUID();
    await writer.request({ type: 'conversation.start', ...words(conversation) });
    const client = await node.visitor(seed, visitor);
    const welcome = await client.next('welcome');
    expect(welcome).toMatchObject({
      v: 1,
      heartbeat_ms: 25_000,
      limits: { text_length: 10_000, frame_bytes: 65_536 },
    });
    expect(welcome.conversations).toMatchObject([{ id: conversation, seq: 2 }]);
    const agents = await node.agent(agent);
    expect(await agents.next('welcome')).toMatchObject({
      role: 'agent',
      resume: 'fresh',
      rev: 1,
      me: { name: 'Mo' },
    });
  });
});
