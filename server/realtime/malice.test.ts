import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { fuzzGateway } from './testing/fuzz-gateway.ts';
import { agentPass, TestNode, visitorPass, words } from './testing/wire-bench.ts';
import { until } from './testing/wire-client.ts';

const FUZZ_FRAMES = 2_000;
const SANE_CODES = new Set([0, 1002, 1006, 1007, 1008, 1009, 4000, 4400, 4401, 4403, 4409, 4429]);

describe('[S24] malice on the wire', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let seed: Seed;
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    node = await new TestNode(database()).listen();
    seed = await seedWorkspace(database());
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await node.close();
  });

  const visitor = async () => node.visitor(seed, await visitorPass(database(), seed));
  const stillWorks = async () => {
    const client = await visitor();
    const answered = await client.request({ type: 'conversation.start', ...words(randomUUID()) });
    expect(answered.type).toBe('answer');
    client.close();
    expect(unhandled).toEqual([]);
  };

  it('200 empty fragments close with 1008', async () => {
    const client = await visitor();
    for (let sent = 0; sent < 200; sent++) client.raw('', { fin: false });
    expect((await client.closed()).code).toBe(1008);
    await stillWorks();
  });

  it('64 fragments pass, 65 close with 1008', async () => {
    const client = await visitor();
    const send = (count: number) => {
      const text = JSON.stringify({ type: 'ping', pad: 'x'.repeat(count) });
      for (let at = 0; at < count - 1; at++) client.raw(text[at] ?? '', { fin: false });
      client.raw(text.slice(count - 1), { fin: true });
    };
    send(64);
    await client.next('pong');
    send(65);
    expect((await client.closed()).code).toBe(1008);
  });

  it('many fragments that add up to more than 64 KiB close with 1009', async () => {
    const client = await visitor();
    for (let sent = 0; sent < 40; sent++) client.raw('x'.repeat(2_000), { fin: false });
    expect((await client.closed()).code).toBe(1009);
    await stillWorks();
  });

  it('a frame that says it is 1 MB closes with 1009 before its payload comes', async () => {
    const client = await visitor();
    client.raw('x'.repeat(1_000_000));
    expect((await client.closed()).code).toBe(1009);
    await stillWorks();
  });

  it('invalid UTF-8 closes with 1007', async () => {
    const client = await visitor();
    client.raw(Buffer.from([0x22, 0xff, 0xfe, 0xc0, 0x22]), { binary: false });
    expect((await client.closed()).code).toBe(1007);
    await stillWorks();
  });

  it.each(['[', '{"a":', '[{"a":'])('a bomb of 64 KiB of %s closes with 4400, at once', async (unit) => {
    const client = await visitor();
    const since = performance.now();
    client.raw(`{"type":"ping","x":${unit.repeat(Math.floor(65_000 / unit.length))}`);
    expect((await client.closed()).code).toBe(4400);
    expect(performance.now() - since).toBeLessThan(1_000);
    await stillWorks();
  });

  it('bytes that are no WebSocket frames close the connection', async () => {
    for (let round = 0; round < 20; round++) {
      const raw = connect(node.port, '127.0.0.1');
      let over = false;
      raw.on('error', () => undefined).on('close', () => (over = true));
      raw.write(
        'GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
      raw.write(randomBytes(200));
      raw.resume();
      if (round % 2) raw.resetAndDestroy();
      else raw.end();
      await until(() => over);
    }
    await stillWorks();
  });

  it(`${FUZZ_FRAMES} mutated frames are refused or closed with a code, and everything goes on`, async () => {
    const people = {
      seed,
      visitor: await visitorPass(database(), seed),
      agent: await agentPass(database(), seed.workspaceId),
    };
    const { sent, closed } = await fuzzGateway(node, FUZZ_FRAMES, people);
    expect(sent).toBe(FUZZ_FRAMES);
    for (const code of closed.keys()) expect(SANE_CODES).toContain(code);
    expect(closed.get(4400)).toBeGreaterThan(0);
    expect(node.errors).toEqual([]);
    await stillWorks();
    await until(() => node.gateway.stats().strangers === 0);
  }, 120_000);
});
