import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { session } from '../auth/tables.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { members } from '../members/tables.ts';
import { seedWorkspace, testServices, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { revokeVisitorSession } from '../visitors/revoke-visitor-session.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { deafBus } from './testing/deaf-bus.ts';
import { agentPass, SITE_ORIGIN, TestNode, visitorPass, words } from './testing/wire-bench.ts';
import { until } from './testing/wire-client.ts';

describe('closing', () => {
  const database = useDatabase('pglite');
  let seed: Seed;
  let nodes: TestNode[] = [];
  const start = async (
    ...options: ConstructorParameters<typeof TestNode> extends [unknown, ...infer R] ? R : never
  ) => {
    const node = await new TestNode(database(), ...options).listen();
    nodes.push(node);
    return node;
  };

  beforeAll(async () => {
    seed = await seedWorkspace(database());
  });
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    nodes = [];
  });

  it('[B1] ping is answered by pong', async () => {
    const node = await start();
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    await client.settle();
    expect(client.all('pong')).toEqual([{ type: 'pong' }]);
  });

  it('[B2] who is silent for the grace is closed with 4408, who says ping is not', async () => {
    let now = 1_000_000;
    const node = await start({ now: () => now, timing: { sweepMs: 10 } });
    const silent = await node.visitor(seed, await visitorPass(database(), seed));
    const talks = await node.visitor(seed, await visitorPass(database(), seed));
    now += 59_000;
    await talks.settle();
    expect(silent.goodbye).toBeNull();
    now += 1_000;
    expect(await silent.closed()).toMatchObject({ code: 4408 });
    expect(talks.goodbye).toBeNull();
  });

  it('[C3] a revoked visitor token closes its sockets with 4401 at once, and no others', async () => {
    const node = await start({ timing: { rightsCheckMs: 60_000 } });
    const pass = await visitorPass(database(), seed);
    const mine = await node.visitor(seed, pass);
    const other = await node.visitor(seed, await visitorPass(database(), seed));
    const actor = await resolveVisitor(node.services, { token: pass.token, origin: SITE_ORIGIN });
    await revokeVisitorSession(node.services, actor);
    expect(await mine.closed()).toMatchObject({ code: 4401 });
    await other.settle();
    expect(other.goodbye).toBeNull();
  });

  it('[C3] [S6] a token revoked on another node closes its sockets within 5 s, also without a bus', async () => {
    const node = await start({ bus: deafBus() });
    const pass = await visitorPass(database(), seed);
    const mine = await node.visitor(seed, pass);
    const elsewhere = testServices(database());
    await revokeVisitorSession(
      elsewhere,
      await resolveVisitor(elsewhere, { token: pass.token, origin: SITE_ORIGIN }),
    );
    const since = Date.now();
    expect(await mine.closed()).toMatchObject({ code: 4401 });
    expect(Date.now() - since).toBeLessThan(5_000);
  });

  it.each(['session', 'member'] as const)(
    '[C3] [S6] an agent whose %s ended is closed with 4401, by doorbell',
    async (scope) => {
      const node = await start();
      const agent = await agentPass(database(), seed.workspaceId);
      const client = await node.agent(agent);
      const id = scope === 'session' ? agent.actor.sessionId : agent.actor.memberId;
      node.bus.publish({ kind: 'revoked', scope, id });
      expect(await client.closed()).toMatchObject({ code: 4401 });
    },
  );

  it('[C3] [S6] sign-out, deactivation and a new role close without a bus', async () => {
    const db = database();
    const node = await start({ bus: deafBus(), timing: { rightsCheckMs: 50 } });
    const passes = await Promise.all(
      ['out', 'left', 'promoted', 'stays'].map((name) => agentPass(db, seed.workspaceId, name)),
    );
    const [out, left, promoted, stays] = await Promise.all(passes.map((pass) => node.agent(pass)));
    const [outPass, leftPass, promotedPass] = passes;
    await db.orm.delete(session).where(eq(session.id, outPass?.actor.sessionId ?? ''));
    await db.orm
      .update(members)
      .set({ deactivatedAt: new Date() })
      .where(eq(members.id, leftPass?.actor.memberId ?? ''));
    await db.orm
      .update(members)
      .set({ role: 'admin' })
      .where(eq(members.id, promotedPass?.actor.memberId ?? ''));
    expect(await out?.closed()).toMatchObject({ code: 4401 });
    expect(await left?.closed()).toMatchObject({ code: 4401 });
    // May come back, with the new role.
    expect(await promoted?.closed()).toMatchObject({ code: 4000 });
    await stays?.settle();
    expect(stays?.goodbye).toBeNull();
  });

  it('[C3] an expired token that is checked while the database is away closes nobody', async () => {
    let broken = true;
    const node = await start({
      timing: { rightsCheckMs: 20 },
      stillValid: async (rights) => {
        if (broken) throw new Error('the database is away');
        return { ...rights, visitorTokens: [] };
      },
    });
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    await until(() => node.errors.length >= 2);
    expect(client.goodbye).toBeNull();
    broken = false;
    expect(await client.closed()).toMatchObject({ code: 4401 });
  });

  it('[C3] who closes while the rights are being checked disturbs nobody', async () => {
    let answer: (() => void) | undefined;
    const node = await start({
      timing: { rightsCheckMs: 20 },
      stillValid: (rights) => new Promise((done) => (answer = () => done({ ...rights, visitorTokens: [] }))),
    });
    const [leaves, stays] = [
      await node.visitor(seed, await visitorPass(database(), seed)),
      await node.visitor(seed, await visitorPass(database(), seed)),
    ];
    answer = undefined;
    await until(() => answer !== undefined);
    const check = answer as unknown as () => void;
    leaves.close();
    await until(() => node.gateway.stats().sockets === 1);
    check();
    expect(await stays.closed()).toMatchObject({ code: 4401 });
    expect(node.errors).toEqual([]);
  });

  it('[C2] draining sends everybody away with 4002 and spread delays, and takes nobody in', async () => {
    const node = await start();
    const clients = await Promise.all(
      Array.from({ length: 6 }, async () => node.visitor(seed, await visitorPass(database(), seed))),
    );
    await node.gateway.drain(6_000);
    const goodbyes = await Promise.all(clients.map((client) => client.closed()));
    const delays = goodbyes.map(({ reason }) => Number(reason)).sort((a, b) => a - b);
    expect(goodbyes.map(({ code }) => code)).toEqual(Array(6).fill(4002));
    delays.forEach((delay, at) => expect(Math.floor(delay / 1000)).toBeLessThanOrEqual(at + 1));
    expect(new Set(delays).size).toBe(6);
    expect(delays.at(-1)).toBeGreaterThan(4_000);
    const late = await node.client().open();
    expect(late.refusedWith).toBe(503);
    expect(node.gateway.stats()).toMatchObject({ sockets: 0, strangers: 0 });
  });

  it('[F1] a socket that does not read is closed with 4000 at 1 MiB, and the others go on', async () => {
    const node = await start({ timing: { closeTimeoutMs: 500 } });
    const pass = await visitorPass(database(), seed);
    const agent = await agentPass(database(), seed.workspaceId);
    const [slow, quick] = [await node.agent(agent), await node.agent(agent)];
    slow.socket.pause();
    const writer = await node.visitor(seed, pass);
    const id = randomUUID();
    await writer.request({ type: 'conversation.start', ...words(id) });
    const actor = await resolveVisitor(node.services, { token: pass.token, origin: SITE_ORIGIN });
    const text = '€'.repeat(10_000);
    for (let sent = 0; node.gateway.stats().sockets === 3 && sent < 1_500; sent++) {
      await sendMessage(node.services, actor, words(id, text));
    }
    expect(node.gateway.stats().sockets).toBe(2);
    slow.socket.resume();
    await slow.closed();
    await quick.settle();
    expect(quick.goodbye).toBeNull();
  }, 60_000);

  it('[S25] a reset in the middle of an upgrade, and a silent one, hurt nobody', async () => {
    const node = await start();
    for (let round = 0; round < 20; round++) {
      const raw = connect(node.port, '127.0.0.1');
      raw.on('error', () => undefined);
      raw.write('GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
      if (round % 2)
        raw.write('Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
      raw.resetAndDestroy();
    }
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    await client.settle();
    await until(() => node.gateway.stats().sockets === 1);
  });

  it('an upgrade of another path is refused with 404', async () => {
    const node = await start();
    const raw = connect(node.port, '127.0.0.1');
    const chunks: string[] = [];
    raw.on('data', (data) => chunks.push(data.toString()));
    raw.write('GET /wsx HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    await until(() => chunks.join('').includes('404'));
    raw.destroy();
  });
});
