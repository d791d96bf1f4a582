import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { endConversation } from '../conversations/end-conversation.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { acceptOffer, declineOffer } from './answer-offer.ts';
import { assignNext } from './assign-next.ts';
import { passOverdueOffers } from './pass-offer.ts';

const OVER = { code: 'conflict', message: 'This chat is not offered to you any more.' };

describeEachDatabase('an offer', (database) => {
  const stage = async (names = ['Ada', 'Bo']) => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const team = await seedTeam(database(), seed, names, { strategy: 'priority', offerSeconds: 30 });
    const [id] = await seedWaiting(database(), seed, team.teamId, 1);
    const queue = { workspaceId: seed.workspaceId, teamId: team.teamId };
    const next = () => assignNext(services, queue, 5);
    const log = async () => {
      const rows = await database().orm.execute<{ line: string }>(sql`
        select type || coalesce(' ' || (body ->> 'name'), '') || coalesce(' ' || (body ->> 'how'), '') as line
        from entries where workspace_id = ${seed.workspaceId} and conversation_id = ${id!} order by seq`);
      return rows.map(({ line }) => line);
    };
    const expire = () =>
      database().orm.execute(sql`update offers set until = now() where workspace_id = ${seed.workspaceId}`);
    await next();
    return { services, seed, agents: team.agents, chat: { conversation_id: id! }, next, log, expire };
  };

  it('is accepted once, by whom it was made to', async () => {
    const { services, agents, chat, log } = await stage();
    const [ada, bo] = agents;
    await expect(acceptOffer(services, bo!, chat)).rejects.toMatchObject(OVER);
    const answers = await Promise.allSettled([1, 2, 3].map(() => acceptOffer(services, ada!, chat)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await log()).toEqual(['offered Ada', 'assigned Ada']);
  });

  it('that is declined goes to the next, and never back', async () => {
    const { services, agents, chat, next, log } = await stage();
    const [ada, bo] = agents;
    await declineOffer(services, ada!, chat);
    await next();
    await expect(acceptOffer(services, ada!, chat)).rejects.toMatchObject(OVER);
    await declineOffer(services, bo!, chat);
    expect(await next()).toMatchObject({ given: 0, declined: [chat.conversation_id] });
    expect(await log()).toEqual([
      'offered Ada',
      'offer_passed Ada declined',
      'offered Bo',
      'offer_passed Bo declined',
    ]);
  });

  it('that is over is passed once, by whichever node looks, and can not be accepted', async () => {
    const { services, agents, chat, next, log, expire } = await stage();
    await expire();
    await expect(acceptOffer(services, agents[0]!, chat)).rejects.toMatchObject(OVER);
    const nodes = [services, testServices(database()), testServices(database())];
    const passed = await Promise.all(nodes.map((node) => passOverdueOffers(node)));
    expect(passed.reduce((all, some) => all + some, 0)).toBe(1);
    await next();
    expect(await log()).toEqual(['offered Ada', 'offer_passed Ada timed_out', 'offered Bo']);
  });

  it('ends with the chat, and when somebody takes it', async () => {
    for (const how of ['ended', 'taken'] as const) {
      const { services, seed, agents, chat } = await stage();
      const named = { ...chat, client_id: randomUUID() };
      if (how === 'ended') await endConversation(services, agents[1]!, named);
      else await sendMessage(services, agents[1]!, { ...named, text: 'Mine' });
      const left = await database().orm.execute(
        sql`select 1 from offers where workspace_id = ${seed.workspaceId}`,
      );
      expect(left).toHaveLength(0);
      await expect(acceptOffer(services, agents[0]!, chat)).rejects.toMatchObject(OVER);
    }
  });

  it('is not for who is not connected any more', async () => {
    const { services, seed, agents, chat } = await stage();
    await database().orm.execute(sql`
      update agent_leases set until = now() where workspace_id = ${seed.workspaceId}`);
    await expect(acceptOffer(services, agents[0]!, chat)).rejects.toMatchObject(OVER);
    expect(await passOverdueOffers(services)).toBe(1);
  });

  it('of a chat that somebody took ends without a word', async () => {
    const { services, seed, agents, chat, log, expire } = await stage();
    await database().orm.execute(sql`
      update conversations set status = 'open', assignee_id = ${agents[1]!.memberId}
      where workspace_id = ${seed.workspaceId} and id = ${chat.conversation_id}`);
    await expire();
    expect(await passOverdueOffers(services)).toBe(1);
    expect(await log()).toEqual(['offered Ada']);
  });
});
