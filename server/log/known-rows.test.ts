import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { setRead } from '../conversations/set-read.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { BusMessage } from '../bus/bus.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';

const say = (conversation_id: string) => ({ conversation_id, client_id: randomUUID(), text: 'Hello' });

describeEachDatabase('what a node knows of a row', (database) => {
  it('[S5] tells the row that stands, also after another node wrote in between', async () => {
    const [here, there] = [testServices(database()), testServices(database())];
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const heard: BusMessage[] = [];
    here.bus.subscribe((message) => heard.push(message));
    const { conversation_id } = await startConversation(here, visitor, say(randomUUID()));
    const steps = [
      () => sendMessage(here, visitor, say(conversation_id)),
      () => sendMessage(there, seed.agent, say(conversation_id)),
      () => sendMessage(here, visitor, say(conversation_id)),
      () => setRead(there, seed.agent, { conversation_id, position: 4 }),
      () => sendMessage(here, seed.agent, say(conversation_id)),
    ];
    for (const step of steps) {
      const before = heard.length;
      await step();
      const told = heard.at(-1);
      if (heard.length === before || told?.kind !== 'changed') continue;
      const { conversation } = await fetchEntries(here, seed.agent, { conversation_id });
      expect(told.changes[0]?.conversation).toEqual(conversation);
    }
    expect(heard).toHaveLength(4);
  });
});
