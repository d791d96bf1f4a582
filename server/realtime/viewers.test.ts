import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VIEWING_TTL_MS } from '../../shared/protocol/limits.ts';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { agentPass, TestNode, visitorPass, words, type AgentPass } from './testing/wire-bench.ts';
import { until, type WireClient } from './testing/wire-client.ts';

describe('who looks', () => {
  const database = useDatabase('pglite');
  let node: TestNode;
  let now: number;
  let seed: Seed;
  let mo: AgentPass;
  let kim: AgentPass;
  let visitor: WireClient;
  let conversation: string;

  beforeEach(async () => {
    now = Date.now();
    node = await new TestNode(database(), { now: () => now, timing: { sweepMs: 10 } }).listen();
    seed = await seedWorkspace(database());
    mo = await agentPass(database(), seed.workspaceId, 'Mo');
    kim = await agentPass(database(), seed.workspaceId, 'Kim');
    visitor = await node.visitor(seed, await visitorPass(database(), seed));
    conversation = randomUUID();
    await visitor.request({ type: 'conversation.start', ...words(conversation) });
  });
  afterEach(() => node.close());

  const look = async (client: WireClient, id: string | null = conversation) => {
    const { result, error } = await client.request({ type: 'viewing.set', conversation_id: id });
    return result ?? error;
  };
  const named = ({ actor }: AgentPass) => ({ id: actor.memberId, name: actor.name });
  const facesIn = (client: WireClient) =>
    client
      .all('viewers.changed')
      .map(({ viewers }) => (viewers as { name: string }[]).map(({ name }) => name));

  const shows = (client: WireClient, ...names: string[]) =>
    until(() => JSON.stringify(facesIn(client).at(-1)) === JSON.stringify(names));

  it('[T5, T6] is answered, told to those who look there, and to nobody else', async () => {
    const [desk, other, elsewhere] = await Promise.all([node.agent(mo), node.agent(kim), node.agent(mo)]);
    expect(await look(desk)).toEqual({ viewers: [] });
    expect(await look(other)).toEqual({ viewers: [named(mo)] });
    await shows(desk, 'Mo', 'Kim');
    await look(other, null);
    await shows(desk, 'Mo');
    await Promise.all([visitor.settle(), elsewhere.settle()]);
    expect([...visitor.all('viewers.changed'), ...elsewhere.all('viewers.changed')]).toEqual([]);
  });

  it('[T5] a member is there once, and gone with the last tab', async () => {
    const [desk, one, two] = await Promise.all([node.agent(mo), node.agent(kim), node.agent(kim)]);
    await look(desk);
    await look(one);
    await look(two);
    one.socket.close();
    await one.closed();
    await desk.settle();
    expect(facesIn(desk).at(-1)).toEqual(['Mo', 'Kim']);
    two.socket.close();
    await shows(desk, 'Mo');
    expect(facesIn(desk).filter((faces) => faces.length === 2)).toHaveLength(1);
  });

  it('[T5] who looks at another conversation left the first, and who is silent for long is forgotten', async () => {
    const second = randomUUID();
    await visitor.request({ type: 'conversation.start', ...words(second) });
    const [desk, other] = await Promise.all([node.agent(mo), node.agent(kim)]);
    await look(other);
    await look(desk);
    await look(other, second);
    await shows(desk, 'Mo');
    expect(await look(desk, second)).toEqual({ viewers: [named(kim)] });
    now += VIEWING_TTL_MS + 1;
    await shows(desk);
    expect(await look(other, second)).toEqual({ viewers: [] });
  });

  it('[T5] [S2] is not for visitors, and a foreign conversation is as unknown as none', async () => {
    const foreign = await seedWorkspace(database());
    const stranger = await node.agent(await agentPass(database(), foreign.workspaceId, 'Eve'));
    for (const id of [conversation, randomUUID()])
      expect(await look(stranger, id)).toMatchObject({ code: 'not_found' });
    expect(await look(visitor)).toMatchObject({ code: 'forbidden' });
    const desk = await node.agent(mo);
    expect(await look(desk)).toEqual({ viewers: [] });
  });

  it('[T5, T6] is known over all nodes that share a bus', async () => {
    const other = await new TestNode(database(), { now: () => now, bus: node.bus }).listen();
    const [desk, far] = await Promise.all([node.agent(mo), other.agent(kim)]);
    await look(desk);
    expect(await look(far)).toEqual({ viewers: [named(mo)] });
    await shows(desk, 'Mo', 'Kim');
    far.socket.close();
    await shows(desk, 'Mo');
    await other.close();
  });

  it('[S8] a change of preferences is told to the member’s own sockets alone', async () => {
    const [own, other] = await Promise.all([node.agent(mo), node.agent(kim)]);
    const { workspaceId } = seed;
    node.bus.publish({ kind: 'preferences', workspaceId, memberId: mo.actor.memberId, version: 3 });
    expect(await own.next('preferences.changed')).toEqual({ type: 'preferences.changed', version: 3 });
    await Promise.all([other.settle(), visitor.settle()]);
    expect([...other.all('preferences.changed'), ...visitor.all('preferences.changed')]).toEqual([]);
  });
});
