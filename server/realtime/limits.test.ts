import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { TestNode, visitorHello, visitorPass, words } from './testing/wire-bench.ts';
import { until } from './testing/wire-client.ts';

describe('limits', () => {
  const database = useDatabase('pglite');
  let seed: Seed;
  let node: TestNode;
  let now = Date.now();
  const start = async (options: { trustProxy?: number } = {}) => {
    node = await new TestNode(database(), { ...options, now: () => now }).listen();
  };

  beforeAll(async () => {
    seed = await seedWorkspace(database());
  });
  afterEach(() => node.close());

  it('[L1] the 21st message in 10 seconds is refused with retry_after, over all sockets of the visitor, and goes through later', async () => {
    await start();
    const pass = await visitorPass(database(), seed);
    const [first, second] = [await node.visitor(seed, pass), await node.visitor(seed, pass)];
    const id = randomUUID();
    await first.request({ type: 'conversation.start', ...words(id) });
    for (let sent = 1; sent < 20; sent++) {
      const answered = await (sent % 2 ? first : second).request({ type: 'message.send', ...words(id) });
      expect(answered.type).toBe('answer');
    }
    const message = words(id);
    const refused = await second.request({ type: 'message.send', ...message });
    expect(refused.error).toMatchObject({ code: 'rate_limited', retry_after: 10 });
    const other = await node.visitor(seed, await visitorPass(database(), seed));
    expect((await other.request({ type: 'conversation.start', ...words(randomUUID()) })).type).toBe('answer');
    now += 10_000;
    expect((await second.request({ type: 'message.send', ...message })).result?.seq).toBe(22);
  });

  it('[L2] the 6th conversation in 10 minutes is refused, a resend of the 5th is not', async () => {
    await start();
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    const starts = Array.from({ length: 6 }, () => words(randomUUID()));
    for (const fields of starts.slice(0, 5)) {
      expect((await client.request({ type: 'conversation.start', ...fields })).type).toBe('answer');
    }
    const [fifth, sixth] = starts.slice(4);
    const refused = await client.request({ type: 'conversation.start', ...sixth });
    expect(refused.error?.code).toBe('rate_limited');
    expect(refused.error?.retry_after).toBeGreaterThan(500);
    expect((await client.request({ type: 'conversation.start', ...fifth })).type).toBe('answer');
    now += 600_000;
    expect((await client.request({ type: 'conversation.start', ...sixth })).type).toBe('answer');
  });

  it('[L2] 20 new conversations an address in an hour, whoever begins them', async () => {
    now += 3_600_000;
    await start();
    const outcomes: string[] = [];
    for (let visitor = 0; visitor < 7; visitor++) {
      const client = await node.visitor(seed, await visitorPass(database(), seed));
      for (let at = 0; at < 3; at++) {
        const answered = await client.request({ type: 'conversation.start', ...words(randomUUID()) });
        outcomes.push(answered.error?.code ?? 'answer');
      }
    }
    expect(outcomes).toEqual([...Array<string>(20).fill('answer'), 'rate_limited']);
  });

  it('[L3] the 9th socket of a visitor is closed with 4429 and the time to wait', async () => {
    await start();
    const pass = await visitorPass(database(), seed);
    await Promise.all(Array.from({ length: 8 }, () => node.visitor(seed, pass)));
    const ninth = await node.client().open();
    ninth.send(visitorHello(seed, pass));
    const goodbye = await ninth.closed();
    expect(goodbye.code).toBe(4429);
    expect(Number(goodbye.reason)).toBeGreaterThan(0);
    node.clients[0]?.close();
    await until(() => node.gateway.stats().sockets === 8 - 1);
    await node.visitor(seed, pass);
  });

  it('[L3] the 51st socket of an address that says no hello is closed with 4429, and others are welcome', async () => {
    await start({ trustProxy: 1 });
    const from = (address: string) => node.client({ 'x-forwarded-for': `6.6.6.6, ${address}` }).open();
    await Promise.all(Array.from({ length: 50 }, (_, at) => from(`2001:db8::${at}`)));
    expect(node.gateway.stats().strangers).toBe(50);
    const next = await from('2001:db8::ffff:0:0:1');
    expect(await next.closed()).toMatchObject({ code: 4429, reason: '10000' });
    const other = await from('2001:db8:0:1::1');
    other.send(visitorHello(seed, await visitorPass(database(), seed)));
    await other.next('welcome');
  });

  it('[L3] an address that floods gets no handshake any more', async () => {
    await start();
    const clients = await Promise.all(Array.from({ length: 160 }, () => node.client().open()));
    const refused = clients.filter(({ refusedWith }) => refusedWith === 429);
    await until(
      () => clients.filter(({ goodbye }) => goodbye?.code === 4429).length + refused.length === 110,
    );
    expect(node.gateway.stats().strangers).toBe(50);
  });

  it('[L4] the 201st frame of a socket in 10 seconds closes with 4429, of any type', async () => {
    await start();
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    for (let sent = 1; sent < 200; sent++) client.send({ type: 'ping' });
    await until(() => client.all('pong').length === 199);
    client.send({ type: 'ping' });
    expect(await client.closed()).toMatchObject({ code: 4429, reason: '10000' });
  });
});
