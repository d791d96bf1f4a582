import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { VisitorActor } from '../identity.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { addNote } from './add-note.ts';
import { endConversation } from './end-conversation.ts';
import { excerptAround } from './excerpt-around.ts';
import { listVisitorConversations } from './list-visitor-conversations.ts';
import { pageVisitorConversations } from './page-visitor-conversations.ts';
import { reviseEntry } from './revise-entry.ts';
import { sendMessage } from './send-message.ts';
import { startConversation } from './start-conversation.ts';

describeEachDatabase('a visitor’s earlier conversations', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const begin = async (text: string, who: VisitorActor = visitor): Promise<string> => {
      const conversation_id = randomUUID();
      await startConversation(services, who, { conversation_id, client_id: randomUUID(), text });
      return conversation_id;
    };
    const say = (conversation_id: string, text: string, who: VisitorActor | typeof seed.agent = visitor) =>
      sendMessage(services, who, { conversation_id, client_id: randomUUID(), text });
    const find = async (q: string, who = visitor) =>
      (await pageVisitorConversations(services, who, { q })).conversations.map(({ id, found }) => [
        id,
        found?.text,
      ]);
    return { services, seed, visitor, agent: seed.agent, begin, say, find };
  };

  it('[R7] come in pages, each once, those with the latest word first', async () => {
    const { services, seed, visitor, begin, say } = await stage();
    await begin('somebody else’s', await seedVisitor(database(), seed));
    const begun: string[] = [];
    for (let n = 0; n < 43; n++) begun.push(await begin(`matter ${n}`));
    await endConversation(services, visitor, {
      conversation_id: begun[0] as string,
      client_id: randomUUID(),
    });
    await say(begun[0] as string, 'once more');
    const expected = [begun[0], ...begun.slice(1).reverse()];

    const read: string[] = [];
    let before: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await pageVisitorConversations(services, visitor, { before });
      read.push(...page.conversations.map(({ id }) => id));
      sizes.push(page.conversations.length);
      before = page.next ?? undefined;
    } while (before);
    expect(read).toEqual(expected);
    expect(sizes).toEqual([20, 20, 3]);
    const welcomed = await listVisitorConversations(services, visitor);
    expect(welcomed.map(({ id }) => id)).toEqual(expected.slice(0, 20));
  });

  it('[R7] are found by what was said, by either side, whatever the case', async () => {
    const { seed, agent, begin, say, find } = await stage();
    const first = await begin('Where is my PARCEL?');
    const second = await begin('Something else');
    await say(second, 'Your parcel and 100%_done', agent);
    expect(await find('parcel')).toEqual([
      [second, 'Your parcel and 100%_done'],
      [first, 'Where is my PARCEL?'],
    ]);
    expect(await find('100%_D')).toEqual([[second, 'Your parcel and 100%_done']]);
    expect(await find('%')).toEqual([[second, 'Your parcel and 100%_done']]);
    expect(await find(String.raw`\ `)).toEqual([]);
    expect(await find("' or true --")).toEqual([]);
    expect(await find('parcel', await seedVisitor(database(), seed))).toEqual([]);
  });

  it('[S5] [N7] [E5] are not found by notes, nor by words that were taken back or changed', async () => {
    const { services, agent, begin, say, find } = await stage();
    const id = await begin('Hello');
    const ids = () => ({ conversation_id: id, client_id: randomUUID() });
    await addNote(services, agent, { ...ids(), text: 'canary in a note', mentions: [] });
    for (const how of ['deleted', 'redacted'] as const) {
      const { seq } = await say(id, `canary ${how}`, agent);
      await reviseEntry(services, agent, { ...ids(), seq, how });
    }
    const { seq } = await say(id, 'canary before', agent);
    await reviseEntry(services, agent, { ...ids(), seq, how: 'edited', text: 'a robin after' });
    expect(await find('canary')).toEqual([]);
    expect(await find('robin')).toEqual([[id, 'a robin after']]);
  });

  it('[S27] refuse a cursor that is none of ours', async () => {
    const { services, visitor } = await stage();
    for (const before of ['', '1', "1_' or true", `1_${'z'.repeat(36)}`])
      await expect(pageVisitorConversations(services, visitor, { before })).rejects.toMatchObject({
        code: 'bad_request',
        field: 'before',
      });
  });
});

it('an excerpt holds the words that were looked for', () => {
  const text = `${'before '.repeat(60)}the Needle${' after'.repeat(60)}`;
  const excerpt = excerptAround(text, 'needle');
  expect(excerpt).toMatch(/^….*the Needle.*…$/);
  expect(excerpt.length).toBeLessThanOrEqual(162);
  expect(excerptAround('short', 'needle')).toBe('short');
  expect(excerptAround(`needle${'x'.repeat(300)}`, 'needle')).toMatch(/^needlex+…$/);
});
