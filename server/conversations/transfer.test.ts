import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { SETTINGS_SCHEMA } from '../../shared/settings/lift-stored.ts';
import { acceptOffer, declineOffer } from '../routing/answer-offer.ts';
import { passOverdueOffers } from '../routing/pass-offer.ts';
import { workspaceSettings } from '../settings/tables.ts';
import { seedTeam } from '../testing/seed-team.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { sendMessage } from './send-message.ts';
import { startConversation } from './start-conversation.ts';
import { takeOver, transfer } from './transfer.ts';

describeEachDatabase('a transfer', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada', 'Bo', 'Cy']);
    const [ada, bo, cy] = agents as [(typeof agents)[0], (typeof agents)[0], (typeof agents)[0]];
    const conversation_id = randomUUID();
    const named = () => ({ conversation_id, client_id: randomUUID() });
    await startConversation(services, visitor, { ...named(), text: 'Hello' });
    await sendMessage(services, ada, { ...named(), text: 'Hi' });
    const to = (id: string, as: 'direct' | 'offer' = 'direct', kind: 'member' | 'team' = 'member') => ({
      ...named(),
      to: { kind, id },
      as,
    });
    const look = async () => {
      const { conversation, entries } = await fetchEntries(services, ada, { conversation_id });
      return { conversation, entries: entries.slice(4), types: entries.slice(4).map(({ type }) => type) };
    };
    return { services, visitor, teamId, ada, bo, cy, conversation_id, named, to, look };
  };

  it('[N4] to a colleague is theirs at once, with the note before it, once on every node', async () => {
    const { services, ada, bo, to, look } = await stage();
    const input = { ...to(bo.memberId), note: 'Knows pots' };
    const nodes = [services, testServices(database()), testServices(database())];
    const answers = await Promise.all(nodes.map((node) => transfer(node, ada, input)));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    const { conversation, entries } = await look();
    expect(conversation).toMatchObject({ status: 'open', assignee_id: bo.memberId, assignee_name: 'Bo' });
    expect(entries).toMatchObject([
      { type: 'note', body: { text: 'Knows pots' } },
      { type: 'assigned', body: { name: 'Bo', by: 'transfer', from: { name: 'Ada' } } },
    ]);
  });

  it('[N4] to a team waits with its place, and not for who gave it', async () => {
    const { services, ada, teamId, to, look } = await stage();
    const { queued_at } = (await look()).conversation;
    await transfer(services, ada, to(teamId, 'direct', 'team'));
    const { conversation, types } = await look();
    expect(types).toEqual(['unassigned', 'queued']);
    expect(conversation).toMatchObject({ status: 'waiting', team_id: teamId, assignee_id: null, queued_at });
    const passes = await database().orm.execute(sql`
      select member_id from offer_passes where conversation_id = ${conversation.id}`);
    expect([...passes]).toEqual([{ member_id: ada.memberId }]);
  });

  it('[N5] as an offer stays with who offers it until it is accepted', async () => {
    const { services, ada, bo, cy, conversation_id, to, look } = await stage();
    await transfer(services, ada, to(bo.memberId, 'offer'));
    expect((await look()).conversation).toMatchObject({ status: 'open', assignee_id: ada.memberId });
    await expect(transfer(services, ada, to(cy.memberId, 'offer'))).rejects.toMatchObject({
      code: 'conflict',
    });
    await acceptOffer(services, bo, { conversation_id });
    expect(await look()).toMatchObject({
      types: ['offered', 'assigned'],
      conversation: { assignee_id: bo.memberId },
    });
  });

  it('[N5] is offered for as long as the workspace says, or the team', async () => {
    const { services, ada, bo, teamId, conversation_id, to, named } = await stage();
    const offered = async () => {
      await transfer(services, ada, to(bo.memberId, 'offer'));
      const [offer] = await database().orm.execute<{ seconds: number }>(sql`
        select extract(epoch from until - offered_at)::int as seconds from offers where conversation_id = ${conversation_id}`);
      return offer!.seconds;
    };
    await database()
      .orm.insert(workspaceSettings)
      .values({
        ...{ workspaceId: ada.workspaceId, version: 1, schema: SETTINGS_SCHEMA },
        values: { 'routing.offer_timeout_seconds': 45 },
      });
    expect(await offered()).toBe(45);
    await transfer(services, ada, to(teamId, 'direct', 'team'));
    await takeOver(services, ada, named());
    await database().orm.execute(sql`update teams set offer_seconds = 20 where id = ${teamId}`);
    expect(await offered()).toBe(20);
  });

  it('[N5] that is declined, or over on whichever node looks, comes back once', async () => {
    const { services, ada, bo, conversation_id, to, look } = await stage();
    await transfer(services, ada, to(bo.memberId, 'offer'));
    await declineOffer(services, bo, { conversation_id });
    await transfer(services, ada, to(bo.memberId, 'offer'));
    await database().orm.execute(sql`
      update offers set until = now() where conversation_id = ${conversation_id}`);
    const nodes = [services, testServices(database())];
    await Promise.all(nodes.map((node) => passOverdueOffers(node)));
    const { entries, types, conversation } = await look();
    expect(types).toEqual(['offered', 'offer_passed', 'offered', 'offer_passed']);
    expect(entries[1]).toMatchObject({ body: { how: 'declined', back_to: { name: 'Ada' } } });
    expect(entries[3]).toMatchObject({ body: { how: 'timed_out', back_to: { name: 'Ada' } } });
    expect(conversation.assignee_id).toBe(ada.memberId);
  });

  it('[N5] against the end: one of them, on two nodes, and nothing after the end', async () => {
    const { services, ada, bo, named, to, look } = await stage();
    const other = testServices(database());
    await Promise.allSettled([
      transfer(services, ada, to(bo.memberId)),
      endConversation(other, ada, named()),
    ]);
    const { conversation, types } = await look();
    expect(conversation.status).toBe('ended');
    expect(types.at(-1)).toBe('ended');
    await expect(transfer(services, ada, to(bo.memberId))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[N6] of two who take what nobody has, one has it, on two nodes', async () => {
    const { services, ada, bo, cy, teamId, named, to, look } = await stage();
    await transfer(services, ada, to(teamId, 'direct', 'team'));
    const take = (node: typeof services, agent: typeof bo) =>
      takeOver(node, agent, { ...named(), from: null });
    const done = await Promise.allSettled([take(services, bo), take(testServices(database()), cy)]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const { types, conversation } = await look();
    expect(types).toEqual(['unassigned', 'queued', 'assigned']);
    expect(conversation.status).toBe('open');
  });

  it('[N6] takes over once of many, and ends an offer that stood', async () => {
    const { services, ada, bo, cy, conversation_id, named, to, look } = await stage();
    await transfer(services, ada, to(bo.memberId, 'offer'));
    const input = named();
    await Promise.all([takeOver(services, cy, input), takeOver(testServices(database()), cy, input)]);
    await expect(acceptOffer(services, bo, { conversation_id })).rejects.toMatchObject({ code: 'conflict' });
    const { entries, conversation } = await look();
    expect(entries.at(-1)).toMatchObject({ body: { by: 'takeover', name: 'Cy', from: { name: 'Ada' } } });
    expect(entries).toHaveLength(2);
    expect(conversation.assignee_id).toBe(cy.memberId);
  });
});
