import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFrames } from '../../shared/protocol/client-frames.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { framePermissions, frameTable } from './frames.ts';
import {
  agentPass,
  TestNode,
  visitorPass,
  words,
  type AgentPass,
  type VisitorPass,
} from './testing/wire-bench.ts';
import type { WireClient } from './testing/wire-client.ts';

describe('frames', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let seed: Seed;
  let pass: VisitorPass;
  let agent: AgentPass;
  const conversation = randomUUID();

  beforeAll(async () => {
    const db = database();
    node = await new TestNode(db).listen();
    seed = await seedWorkspace(db);
    pass = await visitorPass(db, seed);
    agent = await agentPass(db, seed.workspaceId);
    const client = await node.visitor(seed, pass);
    await client.request({ type: 'conversation.start', ...words(conversation) });
  });
  afterAll(() => node.close());

  const visitor = async (): Promise<WireClient> => {
    const client = await node.visitor(seed, await visitorPass(database(), seed));
    return client;
  };

  it('[W1] a binary message closes with 4400', async () => {
    const client = await visitor();
    client.raw(Buffer.from('{"type":"ping"}'), { binary: true });
    expect((await client.closed()).code).toBe(4400);
  });

  it('[W2] a frame of 64 KiB passes, one byte more closes with 1009', async () => {
    const fits = await visitor();
    const shell = JSON.stringify({ type: 'ping', pad: '' });
    fits.raw(JSON.stringify({ type: 'ping', pad: 'x'.repeat(65_536 - shell.length) }));
    await fits.next('pong');
    fits.raw(JSON.stringify({ type: 'ping', pad: 'x'.repeat(65_537 - shell.length) }));
    expect((await fits.closed()).code).toBe(1009);
  });

  it('[W2] compression is not agreed on', async () => {
    const client = await visitor();
    expect(client.socket.extensions).toBe('');
  });

  const nested = (levels: number) => `{"type":"ping","x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
  it('[W3] 32 levels pass, 33 close with 4400', async () => {
    const client = await visitor();
    client.raw(nested(32));
    await client.next('pong');
    client.raw(nested(33));
    expect((await client.closed()).code).toBe(4400);
  });

  it.each(['__proto__', 'constructor', 'prototype', '__pr\\u006fto__'])(
    '[W3] [S14] a key %s closes with 4400',
    async (key) => {
      const client = await visitor();
      client.raw(`{"type":"ping","x":{"${key}":1}}`);
      expect((await client.closed()).code).toBe(4400);
    },
  );

  it.each(['', 'x', '{', 'null', '7', '[]', '"ping"', '{}', '{"type":7}', '{"type":null}'])(
    '[W4] %j is malformed and closes with 4400',
    async (text) => {
      const client = await visitor();
      client.raw(text);
      expect((await client.closed()).code).toBe(4400);
    },
  );

  const OF_AGENTS = new Set(['inbox.fetch', 'viewing.set']);
  const requests = Object.keys(clientFrames).filter((type) => type !== 'typing.set' && type !== 'ping');
  it.each(requests)('[W5] %s without its fields is refused with the field at fault', async (type) => {
    const client = OF_AGENTS.has(type) ? await node.agent(agent) : await visitor();
    const refused = await client.request({ type });
    expect(refused).toMatchObject({ type: 'error', error: { code: 'bad_request' } });
    expect(refused.error?.field).toMatch(/^(conversation_id|epoch)$/);
    await client.settle();
    expect(client.goodbye).toBeNull();
  });

  it('[W5] an unknown type is refused with an id and ignored without', async () => {
    const client = await visitor();
    expect((await client.request({ type: 'message.fly' })).error).toMatchObject({
      code: 'bad_request',
      field: 'type',
    });
    expect((await client.request({ type: 'toString' })).error?.code).toBe('bad_request');
    client.send({ type: 'message.fly' });
    await client.settle();
    expect(client.heard.filter(({ type }) => type === 'error')).toHaveLength(2);
  });

  it('[W6] [S1] what a client claims beyond its fields is not believed', async () => {
    const client = await node.visitor(seed, pass);
    const other = await seedWorkspace(database());
    const claims = {
      workspace_id: other.workspaceId,
      site_id: other.siteId,
      role: 'agent',
      sender: { kind: 'agent', id: agent.actor.memberId, name: 'Mo' },
      seq: 999,
      created_at: '2001-01-01T00:00:00.000Z',
    };
    const sent = await client.request({ type: 'message.send', ...words(conversation), ...claims });
    expect(sent.result?.seq).not.toBe(999);
    const page = await fetchEntries(node.services, agent.actor, { conversation_id: conversation });
    const stored = page.entries.at(-1);
    expect(stored?.sender).toEqual({ kind: 'visitor', id: pass.visitorId, name: null });
    expect(stored?.created_at).not.toMatch(/^2001/);
  });

  it.each([
    ['visitor', 'inbox.fetch', { epoch: randomUUID(), after: 0 }],
    ['agent', 'conversation.start', words(randomUUID())],
  ])('[S2] a %s may not send %s', async (role, type, fields) => {
    const client = role === 'agent' ? await node.agent(agent) : await visitor();
    expect((await client.request({ type, ...fields })).error?.code).toBe('forbidden');
  });

  it('[S2] every frame type says who may send it', () => {
    expect(Object.keys(frameTable).sort()).toEqual(Object.keys(clientFrames).sort());
    for (const roles of Object.values(framePermissions)) expect(roles.length).toBeGreaterThan(0);
  });

  it.each(['message.send', 'conversation.end', 'read.set', 'entries.fetch'])(
    '[M8] [S2] %s on a foreign and on an unknown conversation is refused alike',
    async (type) => {
      const strangers = [
        await visitor(),
        await node.agent(await agentPass(database(), (await seedWorkspace(database())).workspaceId)),
      ];
      for (const client of strangers) {
        const fields = { type, client_id: randomUUID(), text: 'x', position: 1 };
        const foreign = await client.request({ ...fields, conversation_id: conversation });
        const unknown = await client.request({ ...fields, conversation_id: randomUUID() });
        expect(foreign.error?.code).toBe('not_found');
        expect({ ...foreign, id: 0 }).toEqual({ ...unknown, id: 0 });
      }
    },
  );

  it('[S1] answers carry the ids of their requests, also when many are under way', async () => {
    const client = await node.visitor(seed, pass);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => client.request({ type: 'message.send', ...words(conversation) })),
    );
    expect(new Set(results.map(({ result }) => result?.seq)).size).toBe(8);
  });

  it('[S7] an error that nobody foresaw reaches the client opaque', async () => {
    const client = await node.visitor(seed, pass);
    const before = node.errors.length;
    const original = node.services.log.append;
    node.services.log.append = () => Promise.reject(new Error('password=canary'));
    const refused = await client.request({ type: 'message.send', ...words(conversation) });
    node.services.log.append = original;
    expect(refused.error?.code).toBe('internal');
    expect(JSON.stringify(client.heard)).not.toContain('canary');
    expect(node.errors).toHaveLength(before + 1);
  });
});
