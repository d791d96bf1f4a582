import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { seedTeam } from '../testing/seed-team.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { addNote } from './add-note.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { listMentions, readMentions } from './mentions.ts';
import { startConversation } from './start-conversation.ts';

describeEachDatabase('notes', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const ada = await seedAgent(database(), seed.workspaceId, 'Ada');
    const conversation_id = randomUUID();
    await startConversation(services, visitor, { conversation_id, client_id: randomUUID(), text: 'Hello' });
    const note = (text: string, mentions: { kind: 'member' | 'team'; id: string }[] = []) => ({
      conversation_id,
      client_id: randomUUID(),
      text,
      mentions,
    });
    return { services, seed, visitor, mo: seed.agent, ada, conversation_id, note };
  };

  it('[N1] [M5] are one entry however often and wherever they are sent, also after the end', async () => {
    const { services, mo, conversation_id, note } = await stage();
    await endConversation(services, mo, { conversation_id, client_id: randomUUID() });
    const input = note('Look at this');
    const nodes = [services, testServices(database()), testServices(database())];
    const answers = await Promise.all(nodes.map((node) => addNote(node, mo, input)));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    const { entries, conversation } = await fetchEntries(services, mo, { conversation_id });
    expect(entries.filter(({ type }) => type === 'note')).toHaveLength(1);
    expect(conversation.status).toBe('ended');
  });

  it('[E5] change nothing that the visitor can see', async () => {
    const { services, visitor, mo, conversation_id, note } = await stage();
    const before = await fetchEntries(services, visitor, { conversation_id });
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    await addNote(services, mo, note('Rude'));
    expect(await fetchEntries(services, visitor, { conversation_id })).toEqual(before);
    expect(heard).toMatchObject([{ kind: 'changed', changes: [{ visitorVisible: false }] }]);
  });

  it('[N2] [N3] reach each member and each of a team once, and not the author', async () => {
    const { services, seed, mo, ada, conversation_id, note } = await stage();
    const { teamId, agents } = await seedTeam(database(), seed, ['Bo', 'Cy']);
    const [bo, cy] = agents;
    const { seq } = await addNote(
      services,
      mo,
      note('@Ada @Support', [
        { kind: 'member', id: ada.memberId },
        { kind: 'team', id: teamId },
        { kind: 'member', id: bo!.memberId },
        { kind: 'member', id: mo.memberId },
      ]),
    );
    const { entries } = await fetchEntries(services, ada, { conversation_id });
    const { body } = entries.at(-1)!;
    expect(body['mentions']).toMatchObject([
      { kind: 'member', name: 'Ada' },
      { kind: 'team', id: teamId },
      { kind: 'member', name: 'Bo' },
      { kind: 'member', name: 'Mo' },
    ]);
    const ids = [ada, bo!, cy!].map(({ memberId }) => memberId);
    expect((body['notified'] as string[]).toSorted()).toEqual(ids.toSorted());
    for (const one of [ada, bo!, cy!])
      expect(await listMentions(services, one, {})).toMatchObject({
        unread: 1,
        mentions: [{ conversation_id, seq, text: '@Ada @Support', author: { name: 'Mo' }, read_at: null }],
        next: null,
      });
    expect(await listMentions(services, mo, {})).toEqual({ mentions: [], unread: 0, next: null });
    expect(await readMentions(services, ada, { conversation_id, upto: seq - 1 })).toEqual({ unread: 1 });
    expect(await readMentions(services, ada, { conversation_id, upto: seq })).toEqual({ unread: 0 });
    expect((await listMentions(services, bo!, { unread: true })).mentions).toHaveLength(1);
    expect((await listMentions(services, ada, { unread: true })).mentions).toEqual([]);
  });

  it('[N2] are refused whole where somebody is not of this workspace, or works here no more', async () => {
    const { services, mo, ada, conversation_id, note } = await stage();
    const other = await seedWorkspace(database());
    await database().orm.execute(sql`update members set deactivated_at = now() where id = ${ada.memberId}`);
    for (const id of [other.agent.memberId, ada.memberId, randomUUID()])
      await expect(
        addNote(
          services,
          mo,
          note('Hi', [
            { kind: 'member', id: mo.memberId },
            { kind: 'member', id },
          ]),
        ),
      ).rejects.toMatchObject({ code: 'bad_request', field: 'mentions' });
    await expect(addNote(services, other.agent, note('Hi'))).rejects.toMatchObject({ code: 'not_found' });
    expect((await fetchEntries(services, mo, { conversation_id })).entries).toHaveLength(2);
  });

  it('[N3] come page by page, each once', async () => {
    const { services, mo, ada, note } = await stage();
    for (const text of ['a', 'b', 'c', 'd', 'e'])
      await addNote(services, mo, note(text, [{ kind: 'member', id: ada.memberId }]));
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listMentions(services, ada, { cursor, limit: 2 });
      seen.push(...page.mentions.map(({ text }) => text));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
    await expect(listMentions(services, ada, { cursor: 'x' })).rejects.toMatchObject({ field: 'cursor' });
  });
});
