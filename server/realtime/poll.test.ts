import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { revokeVisitorSession } from '../visitors/revoke-visitor-session.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import type { PollRequest, PollResponse } from './poll.ts';
import { deafBus } from './testing/deaf-bus.ts';
import {
  agentHello,
  agentPass,
  CONSOLE_ORIGIN,
  SITE_ORIGIN,
  TestNode,
  visitorHello,
  visitorPass,
  words,
  type AgentPass,
  type VisitorPass,
} from './testing/wire-bench.ts';
import type { Heard } from './testing/wire-client.ts';

describe('polling', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let far: TestNode;
  let seed: Seed;
  let pass: VisitorPass;
  let agent: AgentPass;

  beforeEach(async () => {
    const db = database();
    node = await new TestNode(db).listen();
    far = await new TestNode(db, { bus: deafBus(), timing: { positionCheckMs: 100 } }).listen();
    seed = await seedWorkspace(db);
    pass = await visitorPass(db, seed);
    agent = await agentPass(db, seed.workspaceId);
  });
  afterEach(() => Promise.all([node.close(), far.close()]));

  const raw = (at: TestNode, body: unknown, request: Partial<PollRequest> = {}): Promise<PollResponse> =>
    at.gateway.poll({
      body,
      cookieHeader: null,
      origin: SITE_ORIGIN,
      address: '127.0.0.1',
      signal: new AbortController().signal,
      ...request,
    });
  const answered = (response: PollResponse): { frames: Heard[]; positions: string } => {
    if (!('frames' in response.body)) throw new Error(JSON.stringify(response));
    return JSON.parse(JSON.stringify(response.body)) as { frames: Heard[]; positions: string };
  };
  const poll = async (fields: object = {}, at = node, request: Partial<PollRequest> = {}) =>
    answered(await raw(at, { hello: visitorHello(seed, pass), ...fields }, request));
  const asAgent = { cookieHeader: '', origin: CONSOLE_ORIGIN };
  const agentPoll = async (fields: object = {}, at = node) =>
    answered(
      await raw(
        at,
        { hello: agentHello(seed.workspaceId), ...fields },
        { ...asAgent, cookieHeader: agent.cookie },
      ),
    );
  /** Waits for more than where one stands in the queue, which may be told before, after, or not at all. */
  const newsBesidePlaces = async (positions: string): Promise<Heard[]> => {
    const { frames, ...next } = await poll({ positions, wait_ms: 25_000 });
    const news = frames.filter(({ type }) => type !== 'place.changed');
    return news.length > 0 ? news : newsBesidePlaces(next.positions);
  };
  const begin = (id: string) => ({ type: 'conversation.start', id: 1, ...words(id) });

  it('[P3] the first poll is answered by the welcome', async () => {
    expect((await poll()).frames).toMatchObject([{ type: 'welcome', role: 'visitor', conversations: [] }]);
    expect((await agentPoll()).frames).toMatchObject([
      { type: 'welcome', role: 'agent', resume: 'fresh', rev: 0 },
    ]);
  });

  it('[P2] a poll with frames answers them at once, with the events since its positions', async () => {
    const first = await poll();
    const id = randomUUID();
    const second = await poll({ frames: [begin(id)], positions: first.positions, wait_ms: 25_000 });
    expect(second.frames).toMatchObject([
      { type: 'answer', id: 1, result: { conversation_id: id, seq: 2 } },
      { type: 'conversation.changed', conversation: { id, seq: 2 }, entries: [{ seq: 1 }, { seq: 2 }] },
    ]);
    const third = await poll({ positions: second.positions });
    expect(third.frames).toEqual([]);
  });

  it('[P2] without frames it waits for news, and the news ends it', async () => {
    const id = randomUUID();
    await poll({ frames: [begin(id)] });
    const { positions } = await poll();
    const known = answered(await raw(node, { hello: visitorHello(seed, pass), positions }));
    const waiting = newsBesidePlaces(known.positions);
    const desk = await node.agent(agent);
    await desk.request({ type: 'message.send', ...words(id, 'Here I am') });
    expect(await waiting).toMatchObject([
      {
        type: 'conversation.changed',
        conversation: { agent: { name: 'Mo' } },
        entries: [{ seq: 3 }, { seq: 4 }],
      },
    ]);
  });

  it('[P2] it waits no longer than asked, and ends when the client hangs up', async () => {
    const { positions } = await poll();
    const since = Date.now();
    expect((await poll({ positions, wait_ms: 100 })).frames).toEqual([]);
    expect(Date.now() - since).toBeGreaterThanOrEqual(95);
    const hangUp = new AbortController();
    const waiting = poll({ positions, wait_ms: 25_000 }, node, { signal: hangUp.signal });
    setTimeout(() => hangUp.abort(), 50);
    await waiting;
    expect(Date.now() - since).toBeLessThan(5_000);
  });

  it('[P3] any node answers any poll, with no bus between them, and nothing is lost or told twice', async () => {
    const id = randomUUID();
    let { positions } = await poll();
    const seen: number[] = [];
    for (let round = 0; round < 6; round++) {
      const writer = round % 2 ? node : far;
      const reader = round % 2 ? far : node;
      const frame = round === 0 ? begin(id) : { type: 'message.send', id: 2, ...words(id) };
      await poll({ frames: [frame] }, writer);
      const told = await poll({ positions, wait_ms: 5_000 }, reader);
      positions = told.positions;
      for (const event of told.frames)
        seen.push(...((event.entries ?? []) as { seq: number }[]).map(({ seq }) => seq));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('[P2] [S3] an agent that polls hears every transaction once, in order', async () => {
    const id = randomUUID();
    let { positions } = await agentPoll();
    const revs: number[] = [];
    await poll({ frames: [begin(id)] });
    for (let round = 0; round < 3; round++) {
      await poll({ frames: [{ type: 'message.send', id: 1, ...words(id) }] });
      const told = await agentPoll({ positions, wait_ms: 5_000 }, round % 2 ? node : far);
      positions = told.positions;
      revs.push(...told.frames.map(({ rev }) => rev as number));
    }
    expect(revs).toEqual([1, 2, 3, 4]);
  });

  it('[T3] typing reaches a poll that waits', async () => {
    const id = randomUUID();
    const begun = await poll({ frames: [begin(id)] });
    const { frames, positions } = await poll({ positions: begun.positions, wait_ms: 25_000 });
    expect(frames).toMatchObject([{ type: 'place.changed' }]);
    const waiting = poll({ positions, wait_ms: 25_000 });
    const desk = await node.agent(agent);
    desk.send({ type: 'typing.set', conversation_id: id, typing: true });
    expect((await waiting).frames).toMatchObject([
      { type: 'typing.changed', sender: { id: null, name: 'Mo' } },
    ]);
  });

  it('[P4] a refused hello answers its status', async () => {
    const hello = visitorHello(seed, pass);
    const status = async (body: unknown, request: Partial<PollRequest> = {}) =>
      (await raw(node, body, request)).status;
    expect(await status({ hello: { ...hello, token: 'x'.repeat(43) } })).toBe(401);
    expect(await status({ hello: { ...hello, site: 'other' } })).toBe(403);
    expect(await status({ hello }, { origin: 'null' })).toBe(403);
    expect(await status({ hello: { ...hello, v: 2 } })).toBe(426);
    expect(await status({ hello: agentHello(seed.workspaceId) }, { ...asAgent, cookieHeader: 'x=1' })).toBe(
      401,
    );
    expect(
      await status({ hello: agentHello(randomUUID()) }, { ...asAgent, cookieHeader: agent.cookie }),
    ).toBe(403);
    expect(await status({ hello: agentHello(seed.workspaceId) }, { cookieHeader: agent.cookie })).toBe(403);
    for (const body of [
      null,
      7,
      [],
      {},
      { hello: 1 },
      { hello, frames: 1 },
      { hello, frames: [1] },
      { hello, wait_ms: -1 },
    ]) {
      expect(await status(body)).toBe(400);
    }
  });

  it.each([
    '',
    'x',
    '!!!',
    Buffer.from('{"known":7}').toString('base64url'),
    Buffer.from('['.repeat(99)).toString('base64url'),
  ])('[P3] positions that are none (%s) are answered like a first poll', async (positions) =>
    expect((await poll({ positions })).frames).toMatchObject([{ type: 'welcome' }]),
  );

  it('[S5] forged positions show nothing that is another’s', async () => {
    const other = await visitorPass(database(), seed);
    const id = randomUUID();
    await poll({ frames: [begin(id)] });
    const positions = Buffer.from(JSON.stringify({ known: { [id]: [0, ''] } })).toString('base64url');
    const told = await poll({ hello: visitorHello(seed, other), positions });
    expect(told.frames).toEqual([]);
  });

  it('[C3] [P4] a right that ends, ends the poll that waits on it with 401', async () => {
    const { positions } = await poll();
    const waiting = raw(node, { hello: visitorHello(seed, pass), positions, wait_ms: 25_000 });
    const actor = await resolveVisitor(node.services, { token: pass.token, origin: SITE_ORIGIN });
    setTimeout(() => void revokeVisitorSession(node.services, actor), 100);
    expect((await waiting).status).toBe(401);
  });

  it('[L4] 200 frames in 10 seconds over polls too', async () => {
    const frames = Array.from({ length: 50 }, () => ({ type: 'ping' }));
    for (let sent = 0; sent < 3; sent++) await poll({ frames });
    expect((await raw(node, { hello: visitorHello(seed, pass), frames })).status).toBe(429);
  });

  it('drains the polls that wait, and lets none begin to', async () => {
    const { positions } = await poll();
    const waiting = poll({ positions, wait_ms: 25_000 });
    await node.gateway.drain(0);
    expect((await waiting).frames).toEqual([]);
    expect((await poll({ positions, wait_ms: 25_000 })).frames).toEqual([]);
  });
});
