import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { ChangedMessage } from '../bus/bus.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import { wakeSnoozed } from '../jobs/wake-snoozed.ts';
import { visitorsChange } from '../realtime/audience.ts';
import { readLoads } from '../routing/load.ts';
import { renewLeases } from '../routing/leases.ts';
import { checkRows } from '../testing/check-workspace.ts';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices, type Seed } from '../testing/seed.ts';
import { readStoredLog } from '../testing/stored-log.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { endConversation } from './end-conversation.ts';
import { findConversation } from './access.ts';
import { listConversations } from './list-conversations.ts';
import { sendMessage } from './send-message.ts';
import { snoozeConversation } from './snooze-conversation.ts';
import { startConversation } from './start-conversation.ts';
import { takeOver } from './transfer.ts';
import { wakeConversation } from './wake-conversation.ts';

describeEachDatabase('snoozing', (database) => {
  const say = (text: string) => ({ client_id: randomUUID(), text });
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

  interface Chat {
    services: ReturnType<typeof testServices>;
    seed: Seed;
    agent: AgentActor;
    visitor: VisitorActor;
    id: string;
  }
  async function chat(): Promise<Chat> {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const id = randomUUID();
    await startConversation(services, visitor, { conversation_id: id, ...say('Hello') });
    return { services, seed, agent: seed.agent, visitor, id };
  }
  const snooze = ({ services, agent, id }: Chat, until: string | null = inAnHour(), by = agent) =>
    snoozeConversation(services, by, { conversation_id: id, until });
  const comeDue = ({ id }: Chat) =>
    database().orm.execute(
      sql`update conversations set snoozed_until = now() - interval '1 second' where id = ${id}`,
    );
  /** At work, and connected. */
  const beThere = async ({ workspaceId, memberId }: AgentActor) => {
    await database().orm.execute(sql`update members set availability = 'online' where id = ${memberId}`);
    await renewLeases(database(), randomUUID(), [{ workspaceId, memberId }]);
  };
  const entriesOf = async ({ id }: Chat) =>
    database().orm.execute<{ type: string; public_seq: number | null; body: Record<string, unknown> }>(
      sql`select type, public_seq, body from entries where conversation_id = ${id} order by seq`,
    );
  const typesOf = async (one: Chat) => (await entriesOf(one)).map(({ type }) => type);
  const wakeDue = () => wakeSnoozed.run(jobRun(jobServices(database())));
  const rowOf = ({ services, agent, id }: Chat) => findConversation(services, agent, id);
  const faults = async ({ seed }: Chat) => {
    // `comeDue` moved the time behind the log's back, which only a snoozed row can show.
    return checkRows(await readStoredLog(database(), seed.workspaceId));
  };

  it('[I1] puts a chat aside: its own view, no load, and nothing of it for the visitor', async () => {
    const one = await chat();
    const heard: ChangedMessage[] = [];
    one.services.bus.subscribe((message) => message.kind === 'changed' && heard.push(message));
    await sendMessage(one.services, one.agent, { conversation_id: one.id, ...say('One moment') });
    const before = (await entriesOf(one)).length;
    heard.length = 0;
    const until = inAnHour();
    expect(await snooze(one, until)).toMatchObject({
      status: 'snoozed',
      snoozed_until: until,
      assignee_id: one.agent.memberId,
    });
    expect((await entriesOf(one)).slice(before)).toEqual([
      { type: 'snoozed', public_seq: null, body: { until } },
    ]);
    expect(heard.flatMap(({ changes }) => changes.map(({ visitorVisible }) => visitorVisible))).toEqual([
      false,
    ]);
    expect(visitorsChange(heard[0]!.changes[0]!).bytes.toString()).not.toContain('snooz');
    const loads = await readLoads(database().orm, one.seed.workspaceId, randomUUID(), [one.agent.memberId]);
    expect(loads.get(one.agent.memberId)?.load ?? 0).toBe(0);
    const idsIn = async (view: 'mine' | 'snoozed' | 'open') =>
      (await listConversations(one.services, one.agent, { view })).conversations.map(({ id }) => id);
    expect(await idsIn('snoozed')).toEqual([one.id]);
    expect(await idsIn('mine')).toEqual([]);
    expect(await idsIn('open')).toEqual([one.id]);
    expect(await faults(one)).toEqual([]);
  });

  it('[I1] makes one that nobody has the actor’s, and refuses a colleague’s, the past, and what has ended', async () => {
    const one = await chat();
    await snooze(one);
    expect((await typesOf(one)).slice(-2)).toEqual(['assigned', 'snoozed']);
    const other = await seedAgent(database(), one.seed.workspaceId, 'Ada');
    await expect(snooze(one, null, other)).rejects.toMatchObject({ code: 'conflict' });
    const past = new Date(Date.now() - 1_000).toISOString();
    await expect(snooze(one, past)).rejects.toMatchObject({ code: 'bad_request', field: 'until' });
    const far = new Date(Date.now() + 400 * 86_400_000).toISOString();
    await expect(snooze(one, far)).rejects.toMatchObject({ code: 'bad_request', field: 'until' });
    const outsider = (await seedWorkspace(database())).agent;
    await expect(snooze(one, null, outsider)).rejects.toMatchObject({ code: 'not_found' });
    await endConversation(one.services, one.agent, { conversation_id: one.id, client_id: randomUUID() });
    expect(await rowOf(one)).toMatchObject({ status: 'ended', snoozed_until: null });
    await expect(snooze(one)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[I1] told again it changes nothing; another time moves it', async () => {
    const one = await chat();
    const until = inAnHour();
    await snooze(one, until);
    const { seq } = await snooze(one, until);
    expect((await snooze(one, until)).seq).toBe(seq);
    expect(await snooze(one, null)).toMatchObject({ status: 'snoozed', snoozed_until: null, seq: seq + 1 });
    expect(await faults(one)).toEqual([]);
  });

  it('[I2] the visitor’s message wakes it in the same transaction, back to who can have it', async () => {
    const one = await chat();
    await beThere(one.agent);
    await snooze(one, null);
    const message = { conversation_id: one.id, ...say('There?') };
    const first = await sendMessage(one.services, one.visitor, message);
    expect((await typesOf(one)).slice(-2)).toEqual(['woken', 'message']);
    expect(await rowOf(one)).toMatchObject({ status: 'open', assignee_id: one.agent.memberId });
    expect(await sendMessage(one.services, one.visitor, message)).toEqual(first);
    expect((await typesOf(one)).filter((type) => type === 'woken')).toHaveLength(1);
    expect(await faults(one)).toEqual([]);
  });

  it('[M5] a resend that comes when it is snoozed again wakes nothing', async () => {
    const one = await chat();
    await beThere(one.agent);
    const message = { conversation_id: one.id, ...say('There?') };
    const first = await sendMessage(one.services, one.visitor, message);
    await snooze(one);
    expect(await sendMessage(one.services, one.visitor, message)).toEqual(first);
    expect(await rowOf(one)).toMatchObject({ status: 'snoozed' });
  });

  it('[I2] goes to the queue when the agent is not there, in the place of when it woke', async () => {
    const one = await chat();
    await database().orm.execute(
      sql`update conversations set queued_at = now() - interval '1 day' where id = ${one.id}`,
    );
    await snooze(one, null);
    await sendMessage(one.services, one.visitor, { conversation_id: one.id, ...say('There?') });
    expect((await typesOf(one)).slice(-3)).toEqual(['woken', 'unassigned', 'message']);
    const row = await rowOf(one);
    expect(row).toMatchObject({ status: 'waiting', assignee_id: null });
    expect(Date.now() - Date.parse(row.queued_at)).toBeLessThan(3_600_000);
    expect(await faults(one)).toEqual([]);
  });

  it('[I2] goes to the queue when the agent is at their limit', async () => {
    const one = await chat();
    await beThere(one.agent);
    await database().orm.execute(sql`update members set chat_limit = 1 where id = ${one.agent.memberId}`);
    await snooze(one, null);
    const second = randomUUID();
    const visitor = await seedVisitor(database(), one.seed);
    await startConversation(one.services, visitor, { conversation_id: second, ...say('Hi') });
    await sendMessage(one.services, one.agent, { conversation_id: second, ...say('Hi') });
    await sendMessage(one.services, one.visitor, { conversation_id: one.id, ...say('There?') });
    expect(await rowOf(one)).toMatchObject({ status: 'waiting', assignee_id: null });
  });

  it('[I2] wakes in time, once, also when two nodes look at once', async () => {
    const one = await chat();
    await beThere(one.agent);
    await snooze(one);
    expect((await wakeDue()).size).toBe(0);
    await comeDue(one);
    const reports = await Promise.all([wakeDue(), wakeDue()]);
    const woken = reports.map((report) => report.get(one.seed.workspaceId)?.woken ?? 0);
    expect(woken.toSorted()).toEqual([0, 1]);
    expect((await typesOf(one)).filter((type) => type === 'woken')).toHaveLength(1);
    expect(await rowOf(one)).toMatchObject({
      status: 'open',
      assignee_id: one.agent.memberId,
      snoozed_until: null,
    });
    expect(await faults(one)).toEqual([]);
  });

  it('[I2] its time and its visitor at once wake it once', async () => {
    const one = await chat();
    await beThere(one.agent);
    await snooze(one);
    await comeDue(one);
    await Promise.all([
      wakeDue(),
      sendMessage(one.services, one.visitor, { conversation_id: one.id, ...say('There?') }),
    ]);
    const types = await typesOf(one);
    expect(types.filter((type) => type === 'woken')).toHaveLength(1);
    expect(types.filter((type) => type === 'message')).toHaveLength(2);
    expect(await faults(one)).toEqual([]);
  });

  it('[I2] is woken by an agent: its own at once, told again without effect', async () => {
    const one = await chat();
    await snooze(one);
    const named = { conversation_id: one.id };
    expect(await wakeConversation(one.services, one.agent, named)).toMatchObject({ status: 'open' });
    await wakeConversation(one.services, one.agent, named);
    expect((await typesOf(one)).filter((type) => type === 'woken')).toHaveLength(1);
  });

  it('[N6] a take-over ends the snooze', async () => {
    const one = await chat();
    await snooze(one);
    const other = await seedAgent(database(), one.seed.workspaceId, 'Ada');
    await takeOver(one.services, other, { conversation_id: one.id, client_id: randomUUID() });
    expect(await rowOf(one)).toMatchObject({
      status: 'open',
      snoozed_until: null,
      assignee_id: other.memberId,
    });
    expect(await faults(one)).toEqual([]);
  });

  it('two agents who snooze what nobody has at once: one has it', async () => {
    const one = await chat();
    const other = await seedAgent(database(), one.seed.workspaceId, 'Ada');
    const results = await Promise.allSettled([snooze(one), snooze(one, inAnHour(), other)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await typesOf(one)).filter((type) => type === 'snoozed')).toHaveLength(1);
    expect(await faults(one)).toEqual([]);
  });
});
