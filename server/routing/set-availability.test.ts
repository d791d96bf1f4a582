import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { AvailabilityRequest } from '../../shared/protocol/routing.ts';
import type { AgentActor } from '../identity.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { setAvailability } from './set-availability.ts';

const say = (given: Partial<AvailabilityRequest>): AvailabilityRequest => ({
  ...{ availability: 'online', accepts_chats: true, reason: null, by_itself: false },
  ...given,
});

describeEachDatabase('[Q9] availability', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const { workspaceId, agent } = await seedWorkspace(database());
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const told: string[] = [];
    services.bus.subscribe((message) => {
      if (message.kind === 'availability') told.push(message.memberId);
    });
    const set = (actor: AgentActor, given: Partial<AvailabilityRequest>, of: AgentActor = actor) =>
      setAvailability(services, actor, { ...say(given), member_id: of.memberId });
    const history = async () => {
      const rows = await database().orm.execute<{ line: string }>(sql`
        select availability || case when by_itself then ' by itself' else '' end
          || case when accepts_chats then '' else ' no new chats' end
          || coalesce(' ' || reason, '') || case when set_by is null then '' else ' by a colleague' end as line
        from availability_changes where workspace_id = ${workspaceId} and member_id = ${agent.memberId} order by at`);
      return rows.map(({ line }) => line);
    };
    return { agent, admin, set, history, told };
  };

  it('is kept as a history, each change once, and told', async () => {
    const { agent, admin, set, history, told } = await stage();
    await set(agent, { availability: 'away', reason: 'Lunch' });
    await set(agent, { availability: 'away', reason: 'Lunch' });
    await set(agent, { accepts_chats: false });
    await set(admin, { availability: 'offline' }, agent);
    expect(await history()).toEqual(['away Lunch', 'online no new chats', 'offline by a colleague']);
    expect(told).toEqual([agent.memberId, agent.memberId, agent.memberId]);
  });

  it('by itself never takes the place of what somebody chose', async () => {
    const { agent, set, history } = await stage();
    await set(agent, { availability: 'offline', reason: 'Home' });
    await set(agent, { availability: 'away', by_itself: true });
    expect(await history()).toEqual(['offline Home']);
    await set(agent, {});
    await set(agent, { availability: 'away', by_itself: true });
    await set(agent, { availability: 'away', by_itself: false });
    await set(agent, { availability: 'away', by_itself: true });
    expect(await history()).toEqual(['offline Home', 'online', 'away by itself', 'away']);
  });

  it('a choice and being away by itself at the same time: the choice stands', async () => {
    const { agent, set, history } = await stage();
    for (let round = 0; round < 5; round++) {
      await set(agent, {});
      await Promise.all([
        set(agent, { availability: 'away', by_itself: true }),
        set(agent, { availability: 'offline' }),
        set(agent, { availability: 'away', by_itself: true }),
      ]);
      expect((await history()).at(-1)).toBe('offline');
    }
  });

  it('of a colleague is for admins, and of another workspace for nobody', async () => {
    const { agent, admin, set } = await stage();
    const other = await seedAgent(database(), (await seedWorkspace(database())).workspaceId, 'Eve');
    await expect(set(agent, {}, admin)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(admin, {}, other)).rejects.toMatchObject({ code: 'not_found' });
  });
});
