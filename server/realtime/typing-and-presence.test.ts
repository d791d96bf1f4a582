import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import {
  agentPass,
  TestNode,
  visitorPass,
  words,
  type AgentPass,
  type VisitorPass,
} from './testing/wire-bench.ts';
import type { WireClient } from './testing/wire-client.ts';

describe('typing and presence', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let now: number;
  let seed: Seed;
  let pass: VisitorPass;
  let mo: AgentPass;
  let visitor: WireClient;
  let desk: WireClient;
  let conversation: string;

  beforeEach(async () => {
    now = Date.now();
    node = await new TestNode(database(), { now: () => now, timing: { sweepMs: 10 } }).listen();
    seed = await seedWorkspace(database());
    pass = await visitorPass(database(), seed);
    mo = await agentPass(database(), seed.workspaceId, 'Mo');
    visitor = await node.visitor(seed, pass);
    desk = await node.agent(mo);
    conversation = randomUUID();
    await visitor.request({ type: 'conversation.start', ...words(conversation) });
  });
  afterEach(() => node.close());

  const types = (client: WireClient, typing = true, id = conversation) =>
    client.send({ type: 'typing.set', conversation_id: id, typing });

  it('[T3] the visitor is told of an agent by the name alone, agents of the visitor', async () => {
    types(desk);
    expect(await visitor.next('typing.changed')).toEqual({
      type: 'typing.changed',
      conversation_id: conversation,
      sender: { kind: 'agent', id: null, name: 'Mo' },
      typing: true,
    });
    types(visitor);
    expect(await desk.next('typing.changed')).toMatchObject({
      sender: { kind: 'visitor', id: pass.visitorId },
      typing: true,
    });
  });

  it('[T7] where the workspace shows it, agents get the words, and nobody else', async () => {
    const shown = await new TestNode(database(), {
      now: () => now,
      isPreviewed: (workspaceId) => workspaceId === seed.workspaceId,
    }).listen();
    const writer = await shown.visitor(seed, pass);
    const tab = await shown.visitor(seed, pass);
    const kim = await shown.agent(await agentPass(database(), seed.workspaceId, 'Kim'));
    expect(await writer.next('welcome')).toMatchObject({ typing_preview: true });
    const write = (text: string) =>
      writer.send({ type: 'typing.set', conversation_id: conversation, typing: true, text });
    write('Draf\ud800t');
    expect(await kim.next('typing.changed')).toMatchObject({ text: 'Draf\ufffdt', typing: true });
    write('too early');
    await writer.settle();
    now += 500;
    write('Draft of more');
    await kim.next(({ text }) => text === 'Draft of more');
    expect(kim.all('typing.changed').map(({ text }) => text)).not.toContain('too early');
    await tab.settle();
    expect(JSON.stringify([tab.heard, writer.heard])).not.toContain('Draf');
    write('x'.repeat(1_001));
    expect(await writer.next('error')).toMatchObject({ error: { code: 'bad_request', field: 'text' } });
    await shown.close();
  });

  it('[T7] where it does not, the words go nowhere, whatever a visitor sends', async () => {
    expect(await visitor.next('welcome')).not.toHaveProperty('typing_preview');
    visitor.send({ type: 'typing.set', conversation_id: conversation, typing: true, text: 'SECRET' });
    desk.send({ type: 'typing.set', conversation_id: conversation, typing: true, text: 'SECRET' });
    expect(await desk.next('typing.changed')).not.toHaveProperty('text');
    await visitor.next('typing.changed');
    expect(JSON.stringify([desk.heard, visitor.heard])).not.toContain('SECRET');
  });

  it('[S7] agents are told whose availability is another, visitors are not', async () => {
    node.bus.publish({ kind: 'availability', workspaceId: seed.workspaceId, memberId: mo.actor.memberId });
    expect(await desk.next('availability.changed')).toEqual({
      type: 'availability.changed',
      member_id: mo.actor.memberId,
    });
    types(desk);
    await visitor.next('typing.changed');
    expect(visitor.all('availability.changed')).toEqual([]);
  });

  it('[T3] nobody is told about oneself; other agents are', async () => {
    const second = await node.agent(mo);
    const kim = await node.agent(await agentPass(database(), seed.workspaceId, 'Kim'));
    const tab = await node.visitor(seed, pass);
    types(desk);
    types(visitor);
    expect(await kim.next('typing.changed')).toMatchObject({ sender: { id: mo.actor.memberId, name: 'Mo' } });
    await kim.next(
      (heard) => heard.type === 'typing.changed' && (heard.sender as { kind: string }).kind === 'visitor',
    );
    await second.settle();
    for (const own of [desk, second]) {
      expect(own.all('typing.changed').map(({ sender }) => (sender as { kind: string }).kind)).toEqual([
        'visitor',
      ]);
    }
    expect(tab.all('typing.changed')).toHaveLength(1);
    expect(visitor.all('typing.changed')).toHaveLength(1);
  });

  it('[T1] it is renewed every 2 seconds, not more often, and stopping counts at once', async () => {
    types(visitor);
    types(visitor);
    types(visitor, false);
    await visitor.settle();
    now += 2_000;
    types(visitor);
    await desk.next(() => desk.all('typing.changed').length === 3);
    expect(desk.all('typing.changed').map(({ typing }) => typing)).toEqual([true, false, true]);
    expect(visitor.all('answer')).toHaveLength(1);
  });

  it('[T3] [M8] typing in a conversation that is not one’s own is told to nobody', async () => {
    const stranger = await node.visitor(seed, await visitorPass(database(), seed));
    const elsewhere = await seedWorkspace(database());
    const foreign = await node.agent(await agentPass(database(), elsewhere.workspaceId));
    for (const client of [stranger, foreign]) {
      types(client);
      types(client, true, randomUUID());
      await client.settle();
      expect(client.heard.filter(({ type }) => type === 'error')).toEqual([]);
    }
    await desk.settle();
    await visitor.settle();
    expect([...desk.all('typing.changed'), ...visitor.all('typing.changed')]).toEqual([]);
  });

  it('[T4] agents are told when the first socket opens, and 5 seconds after the last one closed', async () => {
    const guest = await visitorPass(database(), seed);
    const [first, second] = [await node.visitor(seed, guest), await node.visitor(seed, guest)];
    const told = () =>
      desk.all('presence.changed').filter(({ visitor_id }) => visitor_id === guest.visitorId);
    await desk.settle();
    expect(told()).toMatchObject([{ online: true }]);
    const late = await node.agent(mo);
    expect((await late.next('welcome')).online_visitors).toEqual([pass.visitorId, guest.visitorId]);
    first.close();
    second.close();
    await desk.next(() => node.gateway.stats().sockets === 3);
    now += 4_900;
    await new Promise((done) => setTimeout(done, 50));
    await desk.settle();
    expect(told()).toHaveLength(1);
    now += 200;
    await desk.next(() => told().length === 2);
    expect(told().at(-1)).toMatchObject({ online: false });
  });

  it('[T4] a reload within the grace is no leaving', async () => {
    visitor.close();
    await desk.next(() => node.gateway.stats().sockets === 1);
    now += 3_000;
    await node.visitor(seed, pass);
    now += 10_000;
    await new Promise((done) => setTimeout(done, 50));
    await desk.settle();
    expect(desk.all('presence.changed')).toEqual([]);
  });

  it('[T4] another node that saw the visitor leave is corrected by the one that has them', async () => {
    node.bus.publish({
      kind: 'presence',
      workspaceId: seed.workspaceId,
      visitorId: pass.visitorId,
      online: false,
    });
    await desk.next(() => desk.all('presence.changed').length === 2);
    expect(desk.all('presence.changed').map(({ online }) => online)).toContain(true);
    expect(desk.all('presence.changed').at(-1)).toMatchObject({ online: true });
  });
});
