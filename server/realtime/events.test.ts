import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Conversation, VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { Entry, PublicEntry } from '../../shared/protocol/entries.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { listConversations } from '../conversations/list-conversations.ts';
import { listVisitorConversations } from '../conversations/list-visitor-conversations.ts';
import type { VisitorActor } from '../identity.ts';
import { seedWorkspace, type Seed } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { deafBus } from './testing/deaf-bus.ts';
import {
  agentPass,
  SITE_ORIGIN,
  TestNode,
  visitorHello,
  visitorPass,
  words,
  type AgentPass,
  type VisitorPass,
} from './testing/wire-bench.ts';
import { until, type WireClient } from './testing/wire-client.ts';

describeEachDatabase('events', (database) => {
  let seed: Seed;
  let agent: AgentPass;
  let node: TestNode;
  let nodes: TestNode[];

  beforeEach(async () => {
    seed = await seedWorkspace(database());
    agent = await agentPass(database(), seed.workspaceId);
    // Places in the queue have tests of their own; here nobody is told of one.
    node = await new TestNode(database(), { timing: { placeGatherMs: 600_000 } }).listen();
    nodes = [node];
  });
  afterEach(() => Promise.all(nodes.map((each) => each.close())));

  const newVisitor = async (): Promise<VisitorPass> => visitorPass(database(), seed);
  const begin = async (client: WireClient, text = 'Hello'): Promise<string> => {
    const conversation = randomUUID();
    await client.request({ type: 'conversation.start', ...words(conversation, text) });
    return conversation;
  };

  it('[S3] [S4] [E2] a start tells the agents all and the visitor the public part', async () => {
    const agents = await node.agent(agent);
    const pass = await newVisitor();
    const [first, second] = [await node.visitor(seed, pass), await node.visitor(seed, pass)];
    const id = await begin(first);
    const told = await agents.next('workspace.changed');
    expect(told).toMatchObject({
      rev: 1,
      changes: [{ conversation: { id, seq: 2 }, entries: [{ seq: 1, type: 'started' }, { seq: 2 }] }],
    });
    for (const client of [first, second]) {
      const event = await client.next('conversation.changed');
      expect(event).toMatchObject({
        conversation: { id, seq: 2 },
        entries: [{ type: 'started', body: {} }, { body: { text: 'Hello' } }],
      });
    }
  });

  it('[S5] an outsider of the same workspace, and an agent of another, get no byte', async () => {
    const outsider = await node.visitor(seed, await newVisitor());
    const elsewhere = await seedWorkspace(database());
    const foreign = await node.agent(await agentPass(database(), elsewhere.workspaceId));
    const before = [outsider.bytes, foreign.bytes];
    const agents = await node.agent(agent);
    const visitor = await node.visitor(seed, await newVisitor());
    const id = await begin(visitor);
    await agents.request({ type: 'message.send', ...words(id) });
    agents.send({ type: 'typing.set', conversation_id: id, typing: true });
    visitor.send({ type: 'typing.set', conversation_id: id, typing: true });
    await visitor.request({ type: 'read.set', conversation_id: id, position: 3 });
    await agents.request({ type: 'conversation.end', conversation_id: id, client_id: randomUUID() });
    await agents.next((heard) => heard.type === 'typing.changed');
    await agents.settle();
    expect([outsider.bytes, foreign.bytes]).toEqual(before);
  });

  it('[E3] [S5] nothing internal reaches a visitor', async () => {
    const visitor = await node.visitor(seed, await newVisitor());
    const agents = await node.agent(agent);
    const id = await begin(visitor);
    await agents.request({ type: 'message.send', ...words(id, 'Welcome') });
    await visitor.next(
      (heard) => heard.type === 'conversation.changed' && JSON.stringify(heard).includes('Welcome'),
    );
    const all = JSON.stringify(visitor.heard);
    for (const secret of [agent.actor.memberId, agent.actor.userId, seed.workspaceId, seed.siteId]) {
      expect(all).not.toContain(secret);
    }
    expect(all).not.toContain('"rev"');
  });

  it('[E5] a note is told to agents and not a byte of it to the visitor', async () => {
    const visitor = await node.visitor(seed, await newVisitor());
    const agents = await node.agent(agent);
    const id = await begin(visitor);
    await visitor.next('conversation.changed');
    const before = visitor.bytes;
    const sender = { kind: 'agent', id: agent.actor.memberId, name: 'Mo' } as const;
    await node.services.log.append({
      workspace_id: seed.workspaceId,
      conversation_id: id,
      entries: [{ type: 'note', sender, client_id: randomUUID(), body: { text: 'psst' } }],
    });
    await agents.next((heard) => JSON.stringify(heard).includes('psst'));
    expect(visitor.bytes).toBe(before);
    expect(JSON.stringify(visitor.heard)).not.toContain('psst');
  });

  it('[H6] [S3] events follow the welcome without a hole while others write', async () => {
    const writer = await node.visitor(seed, await newVisitor());
    const id = await begin(writer);
    let writing = true;
    const traffic = (async () => {
      while (writing) await writer.request({ type: 'read.set', conversation_id: id, position: 2 });
    })();
    const agents: WireClient[] = [];
    for (let round = 0; round < 5; round++) {
      const sent = writer.request({ type: 'message.send', ...words(id) });
      agents.push(await node.agent(agent));
      await sent;
    }
    writing = false;
    await traffic;
    const last = await writer.request({ type: 'message.send', ...words(id, 'the last') });
    for (const client of agents) {
      await client.next((heard) => JSON.stringify(heard).includes('the last'));
      const welcome = await client.next('welcome');
      const revs = client.all('workspace.changed').map(({ rev }) => rev as number);
      expect(revs).toEqual(revs.map((_, at) => (welcome.rev as number) + 1 + at));
    }
    expect(last.result?.seq).toBe(8);
  });

  it('[H6] what commits while a visitor is being welcomed follows the welcome', async () => {
    const pass = await newVisitor();
    const writer = await node.visitor(seed, pass);
    const id = await begin(writer);
    const { db } = node.services;
    let goOn: (() => void) | undefined;
    const slow = Object.create(db.orm) as typeof db.orm;
    const held = async (query: Parameters<typeof db.orm.execute>[0]) => {
      const rows = await db.orm.execute(query);
      await new Promise<void>((done) => (goOn = done));
      return rows;
    };
    slow.execute = held as unknown as typeof db.orm.execute;
    node.services.db = { ...db, orm: slow };
    const joins = await node.client().open();
    joins.send(visitorHello(seed, pass));
    await until(() => goOn !== undefined);
    node.services.db = db;
    await writer.request({ type: 'message.send', ...words(id, 'meanwhile') });
    goOn?.();
    await joins.next(
      (heard) => heard.type === 'conversation.changed' && JSON.stringify(heard).includes('meanwhile'),
    );
    expect(joins.heard.map(({ type }) => type)).toEqual(['welcome', 'conversation.changed']);
    expect(joins.heard[0]?.conversations).toMatchObject([{ seq: 2 }]);
  });

  it('[S3] two processes on one database, without a bus, reach each other within about a second', async () => {
    const far = await new TestNode(database(), { bus: deafBus() }).listen();
    nodes.push(far);
    const pass = await newVisitor();
    const [here, there] = [await node.visitor(seed, pass), await far.visitor(seed, pass)];
    const farAgents = await far.agent(agent);
    const id = await begin(here);
    const since = Date.now();
    await there.next((heard) => heard.type === 'conversation.changed');
    await farAgents.next((heard) => heard.type === 'workspace.changed');
    expect(Date.now() - since).toBeLessThan(2_000);
    await farAgents.request({ type: 'message.send', ...words(id, 'from afar') });
    await here.next((heard) => JSON.stringify(heard).includes('from afar'));
  });

  it('[R5] the welcome tells whether pulling from a position misses nothing', async () => {
    const agents = await node.agent(agent);
    const welcome = await agents.next('welcome');
    const epoch = welcome.epoch as string;
    await begin(await node.visitor(seed, await newVisitor()));
    await agents.next('workspace.changed');
    const resumeAt = async (position: { epoch: string; rev: number }) => {
      const client = await node.agent(agent, position);
      return (await client.next('welcome')).resume;
    };
    expect(await resumeAt({ epoch, rev: 0 })).toBe('whole');
    expect(await resumeAt({ epoch, rev: 1 })).toBe('whole');
    expect(await resumeAt({ epoch, rev: 2 })).toBe('reset');
    expect(await resumeAt({ epoch: randomUUID(), rev: 1 })).toBe('reset');
  });

  it('[R5] a client that another node told more than this one knows is not reset', async () => {
    const far = await new TestNode(database(), {
      bus: deafBus(),
      timing: { positionCheckMs: 60_000 },
    }).listen();
    nodes.push(far);
    await far.agent(agent);
    const agents = await node.agent(agent);
    await begin(await node.visitor(seed, await newVisitor()));
    const { rev } = await agents.next('workspace.changed');
    const epoch = (await agents.next('welcome')).epoch as string;
    const client = await far.agent(agent, { epoch, rev: rev as number });
    expect(await client.next('welcome')).toMatchObject({ resume: 'whole', rev });
  });

  it('[R4] [R1] pulling the inbox and the entries gives what the events told', async () => {
    const agents = await node.agent(agent);
    const epoch = (await agents.next('welcome')).epoch;
    const visitor = await node.visitor(seed, await newVisitor());
    const id = await begin(visitor);
    for (let sent = 0; sent < 4; sent++)
      await visitor.request({ type: 'message.send', ...words(id, `${sent}`) });
    const inbox = await agents.request({ type: 'inbox.fetch', epoch, after: 0 });
    expect(inbox.result).toMatchObject({
      reset: false,
      rev: 5,
      more: false,
      conversations: [{ id, seq: 6 }],
    });
    const page = await visitor.request({ type: 'entries.fetch', conversation_id: id, after: 2, limit: 3 });
    expect(page.result).toMatchObject({ more: true, entries: [{ seq: 3 }, { seq: 4 }, { seq: 5 }] });
  });

  it('[S5] snapshot plus events equals a fresh snapshot, whatever happens', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), eventTruth), {
      numRuns: 20,
      endOnFailure: true,
    });
  }, 120_000);

  const step = fc.record({
    act: fc.constantFrom(
      'start',
      'visitor says',
      'agent says',
      'visitor ends',
      'agent ends',
      'visitor reads',
      'agent reads',
      'agent joins',
      'visitor joins',
      'note',
    ),
    which: fc.nat(3),
    wait: fc.boolean(),
  });
  type Step = { act: string; which: number; wait: boolean };

  async function eventTruth(steps: Step[]): Promise<void> {
    const fresh = await seedWorkspace(database());
    const desk = await agentPass(database(), fresh.workspaceId);
    const pass = await visitorPass(database(), fresh);
    const actor = await resolveVisitor(node.services, { token: pass.token, origin: SITE_ORIGIN });
    const [visitor, agents] = [await node.visitor(fresh, pass), await node.agent(desk)];
    const watchers = [visitor, agents];
    const ids: string[] = [];
    const under: Promise<unknown>[] = [];
    for (const { act, which, wait } of steps) {
      const id = ids[which % Math.max(1, ids.length)];
      const done = perform(act, id, { visitor, agents, desk, fresh, pass, ids, watchers });
      under.push(done);
      if (wait) await done;
    }
    await Promise.all(under);
    await compareVisitors(
      watchers.filter((one) => one.heard.some(({ role }) => role === 'visitor')),
      actor,
    );
    await compareAgents(
      watchers.filter((one) => one.heard.some(({ role }) => role === 'agent')),
      desk,
    );
    for (const one of watchers) one.close();
  }

  interface Scene {
    visitor: WireClient;
    agents: WireClient;
    desk: AgentPass;
    fresh: Seed;
    pass: VisitorPass;
    ids: string[];
    watchers: WireClient[];
  }

  async function perform(act: string, id: string | undefined, scene: Scene): Promise<unknown> {
    const { visitor, agents, desk, fresh, pass, ids, watchers } = scene;
    if (act === 'agent joins') return watchers.push(await node.agent(desk));
    if (act === 'visitor joins') return watchers.length < 6 && watchers.push(await node.visitor(fresh, pass));
    if (act === 'start' || id === undefined) {
      if (ids.length >= 3) return undefined;
      const conversation_id = randomUUID();
      ids.push(conversation_id);
      return visitor.request({ type: 'conversation.start', ...words(conversation_id) });
    }
    const who = act.startsWith('visitor') ? visitor : agents;
    if (act.endsWith('says')) return who.request({ type: 'message.send', ...words(id, randomUUID()) });
    if (act.endsWith('ends'))
      return who.request({ type: 'conversation.end', conversation_id: id, client_id: randomUUID() });
    if (act.endsWith('reads')) return who.request({ type: 'read.set', conversation_id: id, position: 3 });
    const sender = { kind: 'agent', id: desk.actor.memberId, name: 'Mo' } as const;
    return node.services.log.append({
      workspace_id: fresh.workspaceId,
      conversation_id: id,
      entries: [{ type: 'note', sender, client_id: randomUUID(), body: { text: 'psst' } }],
    });
  }

  async function compareVisitors(clients: WireClient[], actor: VisitorActor): Promise<void> {
    const fresh = await listVisitorConversations(node.services, actor);
    for (const client of clients) {
      const fold = () => foldVisitor(client);
      await until(() => isDeepStrictEqual(fold().rows, fresh)).catch(() =>
        expect(fold().rows).toEqual(fresh),
      );
      for (const [id, entries] of fold().entries) {
        const page = await fetchEntries(node.services, actor, { conversation_id: id });
        // A client that came later has the last part of the log.
        expect(entries).toEqual(page.entries.slice(-entries.length));
      }
    }
  }

  function foldVisitor(client: WireClient) {
    const welcome = client.heard.find(({ type }) => type === 'welcome');
    const listed = (welcome?.conversations ?? []) as VisitorConversation[];
    const rows = new Map(listed.map((row) => [row.id, row]));
    const entries = new Map<string, PublicEntry[]>();
    for (const event of client.all('conversation.changed')) {
      const row = event.conversation as VisitorConversation;
      rows.set(row.id, row);
      const list = entries.get(row.id) ?? [];
      for (const entry of event.entries as PublicEntry[]) {
        const last = list.at(-1)?.seq ?? 0;
        if (last === 0 || entry.seq === last + 1) list.push(entry);
      }
      if (list.length > 0) entries.set(row.id, list);
    }
    const latestWord = ({ last_message, created_at }: VisitorConversation) => last_message?.at ?? created_at;
    const latestFirst = [...rows.values()].sort(
      (a, b) => latestWord(b).localeCompare(latestWord(a)) || b.id.localeCompare(a.id),
    );
    return { rows: latestFirst, entries };
  }

  async function compareAgents(clients: WireClient[], desk: AgentPass): Promise<void> {
    const { rev, conversations } = await listConversations(node.services, desk.actor, { view: 'all' });
    const fresh = new Map(conversations.map((row) => [row.id, row]));
    for (const client of clients) {
      const welcomeRev = client.heard.find(({ type }) => type === 'welcome')?.rev as number;
      if (welcomeRev < rev)
        await client.next((heard) => heard.type === 'workspace.changed' && heard.rev === rev);
      const rows = new Map<string, Conversation>();
      const entries = new Map<string, Entry[]>();
      for (const event of client.all('workspace.changed')) {
        for (const change of event.changes as Array<{ conversation: Conversation; entries: Entry[] }>) {
          rows.set(change.conversation.id, change.conversation);
          entries.set(change.conversation.id, [
            ...(entries.get(change.conversation.id) ?? []),
            ...change.entries,
          ]);
        }
      }
      for (const [id, row] of rows) {
        expect(row).toEqual(fresh.get(id));
        const page = await fetchEntries(node.services, desk.actor, { conversation_id: id });
        const told = entries.get(id) ?? [];
        expect(told).toEqual(told.length === 0 ? [] : page.entries.slice(-told.length));
      }
    }
  }
});
