import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { findConversation } from './access.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { fetchInbox } from './fetch-inbox.ts';
import { listConversations } from './list-conversations.ts';
import { listVisitorConversations } from './list-visitor-conversations.ts';
import { sendMessage } from './send-message.ts';
import { setRead } from './set-read.ts';
import { startConversation } from './start-conversation.ts';

const say = (conversation_id: string, text: string, client_id = randomUUID()) => ({
  conversation_id,
  client_id,
  text,
});

describeEachDatabase('conversations', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    return { services, seed, visitor, agent: seed.agent, heard };
  };

  it('[M1] starts with the first message, numbered from 1, and a resend gets the first answer', async () => {
    const { services, visitor, agent } = await stage();
    const input = say(randomUUID(), 'Hello');
    const first = await startConversation(services, visitor, input);
    expect(first).toMatchObject({
      conversation_id: input.conversation_id,
      client_id: input.client_id,
      seq: 2,
    });
    expect(await startConversation(services, visitor, { ...input, text: 'Other words' })).toEqual(first);
    const page = await fetchEntries(services, agent, { conversation_id: input.conversation_id });
    expect(page.entries.map(({ type, seq, public_seq }) => [type, seq, public_seq])).toEqual([
      ['started', 1, 1],
      ['message', 2, 2],
    ]);
    expect(page.conversation).toMatchObject({
      number: 1,
      status: 'waiting',
      seq: 2,
      public_seq: 2,
      visitor_read: 2,
    });
    expect(page.conversation.last_message).toMatchObject({ sender: 'visitor', text: 'Hello' });
    expect(page.conversation.waiting_since).toBe(first.created_at);
  });

  it('[M1] twenty starts at once are one conversation', async () => {
    const { services, visitor } = await stage();
    const input = say(randomUUID(), 'Hello');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => startConversation(services, visitor, input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await listVisitorConversations(services, visitor)).toHaveLength(1);
  });

  it('[M8] what is another visitor’s is as if it were not there', async () => {
    const { services, visitor, seed } = await stage();
    const other = await seedVisitor(database(), seed);
    const input = say(randomUUID(), 'Mine');
    await startConversation(services, visitor, input);
    const refusals = await Promise.all(
      [input.conversation_id, randomUUID()].map((id) =>
        sendMessage(services, other, say(id, 'Yours?')).then(String, (error: Error) => error.message),
      ),
    );
    expect(refusals[0]).toBe(refusals[1]);
    await expect(
      startConversation(services, other, say(input.conversation_id, 'Yours?')),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(fetchEntries(services, other, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(endConversation(services, other, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setRead(services, other, { ...input, position: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('[S2] an agent of another workspace sees nothing and changes nothing', async () => {
    const { services, visitor } = await stage();
    const outsider = (await seedWorkspace(database())).agent;
    const input = say(randomUUID(), 'Mine');
    await startConversation(services, visitor, input);
    await expect(sendMessage(services, outsider, say(input.conversation_id, 'Hi'))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(findConversation(services, outsider, input.conversation_id)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await listConversations(services, outsider, { view: 'all' })).conversations).toEqual([]);
  });

  it('[M10] the first reply takes a waiting conversation, once among ten agents who reply at once', async () => {
    const { services, visitor, seed } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    const agents = await Promise.all(
      Array.from({ length: 10 }, (_, index) => seedAgent(database(), seed.workspaceId, `Agent ${index}`)),
    );
    await Promise.all(
      agents.map((agent) => sendMessage(services, agent, say(conversation_id, `I am ${agent.name}`))),
    );
    const { entries, conversation } = await fetchEntries(services, seed.agent, { conversation_id });
    expect(entries.filter(({ type }) => type === 'assigned')).toHaveLength(1);
    expect(entries.filter(({ type }) => type === 'message')).toHaveLength(11);
    expect(entries[2]?.type).toBe('assigned');
    expect(entries[3]?.sender.id).toBe(entries[2]?.sender.id);
    expect(conversation).toMatchObject({
      status: 'open',
      assignee_id: entries[2]?.sender.id,
      waiting_since: null,
    });
  });

  it('[M6] a visitor reopens what ended, an agent may not, and an end answers with the end that stands', async () => {
    const { services, visitor, agent } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    const ends = await Promise.all(
      [agent, visitor, agent].map((actor) => endConversation(services, actor, say(conversation_id, ''))),
    );
    expect(new Set(ends.map(({ seq }) => seq))).toEqual(new Set([3]));
    await expect(sendMessage(services, agent, say(conversation_id, 'One more'))).rejects.toMatchObject({
      code: 'conflict',
    });
    await sendMessage(services, visitor, say(conversation_id, 'Wait'));
    const { entries, conversation } = await fetchEntries(services, agent, { conversation_id });
    expect(entries.map(({ type }) => type)).toEqual(['started', 'message', 'ended', 'reopened', 'message']);
    expect(conversation).toMatchObject({ status: 'waiting', ended_at: null });
  });

  it('[M5] a resend gets the first answer, also after the end', async () => {
    const { services, visitor, agent } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    const reply = say(conversation_id, 'Hi');
    const first = await sendMessage(services, agent, reply);
    const visitors = say(conversation_id, 'Thanks');
    const thanks = await sendMessage(services, visitor, visitors);
    await endConversation(services, agent, say(conversation_id, ''));
    expect(await sendMessage(services, agent, reply)).toEqual(first);
    expect(await sendMessage(services, visitor, visitors)).toEqual(thanks);
    expect((await findConversation(services, agent, conversation_id)).status).toBe('ended');
  });

  it('[M7] read marks move forward only, and not beyond the last public entry', async () => {
    const { services, visitor, agent } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    expect(await setRead(services, agent, { conversation_id, position: 99 })).toEqual({ position: 2 });
    expect(await setRead(services, agent, { conversation_id, position: 1 })).toEqual({ position: 2 });
    expect(await findConversation(services, visitor, conversation_id)).toMatchObject({
      agent_read: 2,
      seq: 2,
    });
  });

  it('[S3] every transaction is published once, after its commit, in the order of rev', async () => {
    const { services, visitor, agent, heard } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    await sendMessage(services, agent, say(conversation_id, 'Hi'));
    await setRead(services, visitor, { conversation_id, position: 4 });
    const changed = heard.filter((message) => message.kind === 'changed');
    expect(changed.map(({ rev }) => rev)).toEqual([1, 2, 3]);
    expect(changed[1]?.changes[0]?.entries.map(({ type }) => type)).toEqual(['assigned', 'message']);
    expect(changed[2]?.changes[0]).toMatchObject({ entries: [], visitorVisible: true });
  });

  it('[R1, R2] pages hold at most 100 entries and 64 KiB, from either end, and join without a gap', async () => {
    const { services, visitor, agent } = await stage();
    const { conversation_id } = await startConversation(services, visitor, say(randomUUID(), 'Hello'));
    for (let index = 0; index < 30; index++)
      await sendMessage(services, visitor, say(conversation_id, `${index}`.padEnd(5000, '.')));
    const forward: number[] = [];
    for (let more = true; more;) {
      const page = await fetchEntries(services, agent, { conversation_id, after: forward.at(-1) ?? 0 });
      expect(JSON.stringify(page.entries).length).toBeLessThan(70_000);
      forward.push(...page.entries.map(({ seq }) => seq));
      more = page.more;
    }
    expect(forward).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    const backward: number[] = [];
    for (let more = true; more;) {
      const page = await fetchEntries(services, visitor, { conversation_id, before: backward[0] });
      backward.unshift(...page.entries.map(({ seq }) => seq));
      more = page.more;
    }
    expect(backward).toEqual(forward);
  });

  it('[R4] the inbox after a position, in pages that never split a transaction', async () => {
    const { services, visitor, agent } = await stage();
    const starts = Array.from({ length: 7 }, () =>
      startConversation(services, visitor, say(randomUUID(), 'Hello')),
    );
    await Promise.all(starts);
    const { epoch } = await listConversations(services, agent, { view: 'all' });
    const seen: string[] = [];
    let after = 0;
    for (let more = true; more;) {
      const page = await fetchInbox(services, agent, { epoch, after, limit: 3 });
      seen.push(...page.conversations.map(({ id }) => id));
      after = page.rev;
      more = page.more;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(await fetchInbox(services, agent, { epoch: randomUUID(), after })).toMatchObject({ reset: true });
    expect(await fetchInbox(services, agent, { epoch, after: after + 1 })).toMatchObject({ reset: true });
  });

  it('lists by view, in pages that join', async () => {
    const { services, visitor, agent } = await stage();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++)
      ids.push((await startConversation(services, visitor, say(randomUUID(), 'Hello'))).conversation_id);
    await sendMessage(services, agent, say(ids[0]!, 'Hi'));
    const first = await listConversations(services, agent, { view: 'waiting', limit: 2 });
    const second = await listConversations(services, agent, {
      view: 'waiting',
      limit: 2,
      cursor: first.next!,
    });
    expect([...first.conversations, ...second.conversations].map(({ id }) => id)).toEqual(ids.slice(1));
    expect(second.next).toBeNull();
    expect(
      (await listConversations(services, agent, { view: 'mine' })).conversations.map(({ id }) => id),
    ).toEqual([ids[0]]);
    await expect(
      listConversations(services, agent, { view: 'all', cursor: "x' or 1=1" }),
    ).rejects.toMatchObject({ field: 'cursor' });
  });
});
