import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { clientFrames } from '../../shared/protocol/client-frames.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { addNote } from './add-note.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { reviseEntry } from './revise-entry.ts';
import { sendMessage } from './send-message.ts';
import { startConversation } from './start-conversation.ts';

describeEachDatabase('an answer to one message', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const conversation_id = randomUUID();
    const named = () => ({ conversation_id, client_id: randomUUID() });
    await startConversation(services, visitor, { ...named(), text: 'Do you sell ferns?' });
    const last = async () => (await fetchEntries(services, visitor, { conversation_id })).entries.at(-1)!;
    return { services, visitor, mo: seed.agent, conversation_id, named, last };
  };

  it('[M13] names it by its public number, for visitor and agent alike', async () => {
    const { services, visitor, mo, conversation_id, named, last } = await stage();
    const asked = await last();
    await addNote(services, mo, { ...named(), text: 'INTERNAL', mentions: [] });
    await sendMessage(services, mo, { ...named(), text: 'We do', reply_to: asked.seq });
    const answer = await last();
    expect(answer).toMatchObject({ body: { text: 'We do', reply_to: asked.seq } });
    await sendMessage(services, visitor, { ...named(), text: 'Good', reply_to: answer.seq }, true);
    expect((await last()).body).toEqual({ text: 'Good', reply_to: answer.seq });
    const theirs = await fetchEntries(services, mo, { conversation_id });
    const quoted = theirs.entries.find(({ public_seq }) => public_seq === answer.seq);
    expect(quoted?.body['text']).toBe('We do');
    expect(theirs.entries.at(-1)?.body).toEqual({ text: 'Good', reply_to: answer.seq });
  });

  it('[M13] is refused beyond the last public entry, whatever came that is internal, and stores nothing', async () => {
    const { services, visitor, mo, conversation_id, named, last } = await stage();
    const { seq } = await last();
    await addNote(services, mo, { ...named(), text: 'INTERNAL', mentions: [] });
    const refused = { code: 'bad_request', field: 'reply_to' };
    for (const actor of [visitor, mo])
      await expect(
        sendMessage(services, actor, { ...named(), text: 'x', reply_to: seq + 1 }, true),
      ).rejects.toMatchObject(refused);
    expect((await last()).seq).toBe(seq);
    await expect(
      sendMessage(services, visitor, {
        conversation_id: randomUUID(),
        client_id: randomUUID(),
        text: 'x',
        reply_to: 1,
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const frame = { type: 'message.send', id: 1, conversation_id, client_id: randomUUID(), text: 'x' };
    for (const reply_to of [0, -1, 1.5, '1', null])
      expect(clientFrames['message.send'].safeParse({ ...frame, reply_to }).success).toBe(false);
  });

  it('[M13] [M6] [N7] stays one where it opens again, and where it is edited; what was removed answers nothing', async () => {
    const { services, visitor, mo, conversation_id, named, last } = await stage();
    const { seq: asked } = await last();
    const { seq } = await sendMessage(services, mo, { ...named(), text: 'Yes', reply_to: asked });
    await reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'Yes, two' });
    const bodies = async () =>
      (await fetchEntries(services, visitor, { conversation_id })).entries.map(({ body }) => body);
    expect(await bodies()).toContainEqual({ text: 'Yes, two', reply_to: asked, edited: true });
    await reviseEntry(services, mo, { ...named(), seq, how: 'deleted' });
    expect(await bodies()).toContainEqual({ text: '', removed: true });
    await endConversation(services, mo, named());
    const again = { ...named(), text: 'And moss?', reply_to: asked };
    const first = await sendMessage(services, visitor, again);
    expect((await last()).body).toEqual({ text: 'And moss?', reply_to: asked });
    expect(await sendMessage(services, visitor, again)).toEqual(first);
  });
});
