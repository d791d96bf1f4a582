import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { joinConversation } from './join.ts';
import { sendMessage } from './send-message.ts';
import { startConversation } from './start-conversation.ts';

describeEachDatabase('[N9] who joins a chat', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const zoe = await seedAgent(database(), seed.workspaceId, 'Zoe', 'admin');
    const conversation_id = randomUUID();
    const named = () => ({ conversation_id, client_id: randomUUID() });
    await startConversation(services, visitor, { ...named(), text: 'Hello' });
    const shownTo = (actor: typeof zoe | typeof visitor) =>
      fetchEntries(services, actor, { conversation_id });
    return { services, seed, visitor, zoe, named, shownTo };
  };

  it('is told to the visitor by the name alone, and the chat stays with who has it', async () => {
    const { services, seed, visitor, zoe, named, shownTo } = await stage();
    await sendMessage(services, seed.agent, { ...named(), text: 'Hi' });
    const once = named();
    const [a, b] = await Promise.all([
      joinConversation(services, zoe, once),
      joinConversation(testServices(database()), zoe, once),
    ]);
    expect(a.seq).toBe(b.seq);
    await sendMessage(services, zoe, { ...named(), text: 'May I help?' });
    const { conversation, entries } = await shownTo(zoe);
    expect(conversation).toMatchObject({ status: 'open', assignee_id: seed.agent.memberId });
    expect(entries.slice(-2)).toMatchObject([
      { type: 'joined', body: { member_id: zoe.memberId, name: 'Zoe' } },
      { type: 'message', sender: { name: 'Zoe' } },
    ]);
    const shown = (await shownTo(visitor)).entries.slice(-2);
    expect(shown[0]).toMatchObject({ type: 'joined', body: { name: 'Zoe' } });
    expect(JSON.stringify(shown)).not.toContain(zoe.memberId);
  });

  it('does so only where a colleague has it, and before the end', async () => {
    const { services, seed, zoe, named } = await stage();
    const refused = (actor: typeof zoe) =>
      expect(joinConversation(services, actor, named())).rejects.toMatchObject({ code: 'conflict' });
    await refused(zoe);
    await sendMessage(services, seed.agent, { ...named(), text: 'Hi' });
    await refused(seed.agent);
    await endConversation(services, seed.agent, named());
    await refused(zoe);
    const other = await seedWorkspace(database());
    await expect(joinConversation(services, other.agent, named())).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
