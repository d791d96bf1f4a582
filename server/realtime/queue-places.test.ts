import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { endConversation } from '../conversations/end-conversation.ts';
import { sites } from '../sites/tables.ts';
import { seedTeam } from '../testing/seed-team.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { deafBus } from './testing/deaf-bus.ts';
import { agentPass, SITE_ORIGIN, TestNode, visitorHello, visitorPass, words } from './testing/wire-bench.ts';
import type { Heard, WireClient } from './testing/wire-client.ts';

const TIMING = { placeGatherMs: 5, placeEveryMs: 50, placeRefreshMs: 200, sweepMs: 50, positionCheckMs: 50 };

describeEachDatabase('the place in the queue', (database) => {
  /** Two nodes with no bus between them; a team in which `names` are at work. */
  const stage = async (names: string[] = ['Ada Secret']) => {
    const db = database();
    const near = await new TestNode(db, { timing: TIMING }).listen();
    const far = await new TestNode(db, { timing: TIMING, bus: deafBus() }).listen();
    onTestFinished(async () => void (await Promise.all([near.close(), far.close()])));
    const seed = await seedWorkspace(db);
    const { workspaceId } = seed;
    const team = await seedTeam(db, seed, names);
    await db.orm
      .update(sites)
      .set({ defaultTeamId: team.teamId })
      .where(sql`workspace_id = ${workspaceId}`);
    const begin = async (node: TestNode) => {
      const pass = await visitorPass(db, seed);
      const client = await node.visitor(seed, pass);
      const id = randomUUID();
      await client.request({ type: 'conversation.start', ...words(id) });
      return { client, id, pass };
    };
    const set = (what: string) =>
      db.orm.execute(sql`update members set availability = ${what} where workspace_id = ${workspaceId}`);
    return { db, near, far, seed, team, begin, set };
  };
  const told = (client: WireClient, place: object): Promise<Heard> =>
    client.next(
      (heard) =>
        heard.type === 'place.changed' &&
        Object.entries(place).every(([field, value]) => heard[field] === value),
    );

  it('[V1] is told on every node, and moves when somebody before leaves', async () => {
    const { near, far, begin } = await stage();
    const first = await begin(near);
    expect(await told(first.client, { position: 1 })).toEqual({
      ...{ type: 'place.changed', conversation_id: first.id },
      ...{ position: 1, wait_seconds: 0, nobody_can_come: false },
    });
    const second = await begin(far);
    await told(second.client, { conversation_id: second.id, position: 2 });
    await first.client.request({
      ...{ type: 'conversation.end', conversation_id: first.id, client_id: randomUUID() },
    });
    await told(second.client, { position: 1 });
    expect(first.client.all('place.changed').every((one) => one['conversation_id'] === first.id)).toBe(true);
  });

  it('[V1] is told to who comes back, and not again while it is the same', async () => {
    const { near, seed, begin } = await stage();
    const { client, pass } = await begin(near);
    await told(client, { position: 1 });
    const tab = await near.visitor(seed, pass);
    await told(tab, { position: 1 });
    await begin(near).then(({ client: other }) => told(other, { position: 2 }));
    await client.settle();
    expect(client.all('place.changed')).toHaveLength(1);
  });

  it('[V2] says when nobody can come, and when somebody can', async () => {
    const { near, begin, set } = await stage();
    await set('offline');
    const { client } = await begin(near);
    await told(client, { position: 1, wait_seconds: null, nobody_can_come: true });
    await set('online');
    await told(client, { position: 1, wait_seconds: 0, nobody_can_come: false });
  });

  it('[V1] reaches a poll that waits, once', async () => {
    const { near, far, seed, begin } = await stage();
    const ahead = await begin(near);
    const { pass, id } = await begin(near);
    const poll = async (node: TestNode, fields: object) => {
      const { body } = await node.gateway.poll({
        body: { hello: visitorHello(seed, pass), ...fields },
        ...{ cookieHeader: null, origin: SITE_ORIGIN, address: '127.0.0.1' },
        signal: new AbortController().signal,
      });
      if (!('frames' in body)) throw new Error(JSON.stringify(body));
      return body as { frames: Heard[]; positions: string };
    };
    const places = (frames: Heard[]) => frames.filter(({ type }) => type === 'place.changed');
    let { positions } = await poll(near, {});
    const first = await poll(near, { positions, wait_ms: 20_000 });
    expect(places(first.frames)).toMatchObject([{ conversation_id: id, position: 2 }]);
    ({ positions } = first);
    const nothing = await poll(far, { positions, wait_ms: 300 });
    expect(nothing.frames).toEqual([]);
    const waiting = poll(near, { positions: nothing.positions, wait_ms: 20_000 });
    await ahead.client.request({
      ...{ type: 'conversation.end', conversation_id: ahead.id, client_id: randomUUID() },
    });
    expect(places((await waiting).frames)).toMatchObject([{ position: 1 }]);
  });

  it('[V1] [S5] carries nothing of agents, candidates or other visitors, and goes to its visitor alone', async () => {
    const { near, begin, team, db, seed } = await stage();
    const desk = await near.agent(await agentPass(db, seed.workspaceId, 'Kim'));
    const first = await begin(near);
    const second = await begin(near);
    await told(second.client, { position: 2 });
    await told(first.client, { position: 1 });
    const bytes = JSON.stringify(second.client.heard);
    for (const secret of ['Secret', 'Kim', '@', first.id, team.teamId, team.agents[0]!.memberId])
      expect(bytes).not.toContain(secret);
    await desk.settle();
    expect(desk.all('place.changed')).toEqual([]);
  });

  it('[V4] a visitor who ends what nobody has leaves the queue; what is written then opens it again', async () => {
    const { near, begin, seed, db, team } = await stage();
    const { client, id, pass } = await begin(near);
    await db.orm.execute(sql`
      insert into offers (workspace_id, conversation_id, team_id, member_id, offered_at, until)
      values (${seed.workspaceId}, ${id}, ${team.teamId}, ${team.agents[0]!.memberId}, now(), now() + interval '1 hour')`);
    const end = { type: 'conversation.end', conversation_id: id, client_id: randomUUID() };
    const { result } = await client.request(end);
    // Twice is once.
    expect((await client.request(end)).result).toEqual(result);
    expect(await db.orm.execute(sql`select 1 from offers where conversation_id = ${id}`)).toHaveLength(0);
    const isEnd = (entry: { type: string }) => entry.type === 'ended';
    const ended = await client.next(
      (heard) =>
        heard.type === 'conversation.changed' && (heard['entries'] as { type: string }[]).some(isEnd),
    );
    expect((ended['entries'] as object[]).at(-1)).toMatchObject({ body: { reason: 'left_queue' } });
    await client.request({ type: 'message.send', ...words(id, 'I am back') });
    await client.next(
      (heard) =>
        heard.type === 'conversation.changed' &&
        (heard['entries'] as { type: string }[]).some(({ type }) => type === 'reopened'),
    );
    await db.orm.execute(sql`
      update conversations set status = 'open', assignee_id = ${team.agents[0]!.memberId}, assignee_name = 'Ada' where id = ${id}`);
    const visitor = { ...seed, kind: 'visitor', ...pass, name: null, tokenId: randomUUID() } as const;
    await endConversation(near.services, visitor, { conversation_id: id, client_id: randomUUID() });
    const [last] = await db.orm.execute(sql`
      select body from entries where conversation_id = ${id} order by seq desc limit 1`);
    expect(last).toEqual({ body: { reason: 'visitor' } });
  });
});
