import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { transfer } from '../conversations/transfer.ts';
import { seedTeam } from '../testing/seed-team.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { listColleagues } from './list-colleagues.ts';
import { readAvailability } from './read-availability.ts';

const SETTINGS = { get: async () => ({ ...DEFAULT_VALUES, 'routing.capacity': 5 }) };

describeEachDatabase('colleagues', (database) => {
  const stage = async () => {
    const services = { ...testServices(database()), settings: SETTINGS };
    const seed = await seedWorkspace(database());
    const { agents } = await seedTeam(database(), seed, ['Ada', 'Bo']);
    const [ada, bo] = agents as [(typeof agents)[0], (typeof agents)[0]];
    const conversation_id = randomUUID();
    const named = () => ({ conversation_id, client_id: randomUUID() });
    const visitor = await seedVisitor(database(), seed);
    await startConversation(services, visitor, { ...named(), text: 'Hello' });
    await sendMessage(services, ada, { ...named(), text: 'Hi' });
    const offer = (note?: string) =>
      transfer(services, ada, { ...named(), to: { kind: 'member', id: bo.memberId }, as: 'offer', note });
    return { services, seed, ada, bo, conversation_id, offer };
  };

  it('are those who work here, by name, each with what they have and what they say', async () => {
    const { services, seed, ada, offer } = await stage();
    const gone = await seedAgent(database(), seed.workspaceId, 'Zoe');
    await database().orm.execute(sql`update members set deactivated_at = now() where id = ${gone.memberId}`);
    const other = await seedWorkspace(database());
    await offer();
    const found = await listColleagues(services, ada);
    expect(found.map(({ name, load, connected }) => [name, load, connected])).toEqual([
      ['Ada', 1, true],
      ['Bo', 1, true],
      ['Mo', 0, false],
    ]);
    expect(found[0]).toMatchObject({ availability: 'online', accepts_chats: true, reason: null, limit: 5 });
    expect(await listColleagues(services, other.agent)).toHaveLength(1);
  });

  it('[N5] see with an offer who asks, and the note that came with it, no other', async () => {
    const { services, ada, bo, conversation_id, offer } = await stage();
    await offer('Knows pots');
    const asked = await readAvailability(services, bo, { member_id: bo.memberId });
    expect(asked.offers).toMatchObject([
      { conversation_id, from: { member_id: ada.memberId, name: 'Ada' }, note: 'Knows pots' },
    ]);
    await database().orm.execute(
      sql`update offers set until = now() where conversation_id = ${conversation_id}`,
    );
    await offer();
    const again = await readAvailability(services, bo, { member_id: bo.memberId });
    expect(again.offers).toMatchObject([{ from: { name: 'Ada' }, note: null }]);
  });
});
