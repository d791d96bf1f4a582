import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { assignNext } from './assign-next.ts';
import { dryRunTeam } from './dry-run.ts';
import { listAvailability } from './list-availability.ts';
import { readAvailability } from './read-availability.ts';
import { readSupervision } from './read-supervision.ts';
import { Router } from './router.ts';
import { setAvailability } from './set-availability.ts';

const settings = { get: async () => DEFAULT_VALUES };
const SAID = { availability: 'online', accepts_chats: true, reason: null, by_itself: false } as const;

describeEachDatabase('supervision', (database) => {
  const stage = async () => {
    const services = { ...testServices(database()), settings };
    const seed = await seedWorkspace(database());
    const admin = await seedAgent(database(), seed.workspaceId, 'Zoe', 'admin');
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada', 'Bo'], { name: 'Support' });
    const [ada, bo] = agents as [(typeof agents)[0], (typeof agents)[0]];
    return { services, seed, admin, teamId, ada, bo, queue: { workspaceId: seed.workspaceId, teamId } };
  };

  it('has every team and how everybody stands, with the load that routing goes by', async () => {
    const { services, seed, admin, teamId, ada, bo, queue } = await stage();
    const ids = await seedWaiting(database(), seed, teamId, 3);
    await database().orm.execute(sql`update members set chat_limit = 1 where id = ${bo.memberId}`);
    await assignNext(services, queue, DEFAULT_VALUES['routing.capacity']);
    await database().orm.execute(sql`update agent_leases set until = now() where member_id = ${bo.memberId}`);
    const { teams, agents } = await readSupervision(services, admin);
    expect(teams).toEqual([
      {
        ...{ id: teamId, name: 'Support', strategy: 'least_busy', chat_limit: null },
        member_ids: [ada.memberId, bo.memberId],
      },
    ]);
    expect(agents.map(({ name, load, limit, connected }) => [name, load, limit, connected])).toEqual([
      ['Ada', ids.length - 1, DEFAULT_VALUES['routing.capacity'], true],
      ['Bo', 1, 1, false],
      ['Mo', 0, DEFAULT_VALUES['routing.capacity'], false],
      ['Zoe', 0, DEFAULT_VALUES['routing.capacity'], false],
    ]);
    const { load } = await readAvailability(services, admin, { member_id: ada.memberId });
    expect(load).toBe(ids.length - 1);
  });

  it('[Q10] a dry run of a team answers as its next chat then goes, and is of its own workspace', async () => {
    const { services, seed, teamId, queue } = await stage();
    const { choice, candidates } = await dryRunTeam(services, seed.agent, { team_id: teamId });
    expect(candidates.map(({ name, excluded }) => [name, excluded])).toEqual([
      ['Ada', null],
      ['Bo', null],
    ]);
    const [id] = await seedWaiting(database(), seed, teamId, 1);
    await assignNext(services, queue, DEFAULT_VALUES['routing.capacity']);
    const [after] = await database().orm.execute<{ assignee_id: string }>(sql`
      select assignee_id from conversations where id = ${id!}`);
    expect(choice).toMatchObject({ kind: 'chosen', member_id: after!.assignee_id });
    const other = await seedWorkspace(database());
    await expect(dryRunTeam(services, other.agent, { team_id: teamId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('[Q9] tells who set it, and lists what was said in pages that miss and repeat nothing', async () => {
    const { services, admin, ada, bo, seed } = await stage();
    const set = (of: typeof ada, by: typeof ada, reason: string) =>
      setAvailability(services, by, { ...SAID, reason, member_id: of.memberId });
    for (let at = 0; at < 60; at++) await set(ada, ada, `r${at}`);
    await set(bo, admin, 'Help out');
    expect(await readAvailability(services, admin, { member_id: bo.memberId })).toMatchObject({
      set_by: { id: admin.memberId, name: 'Zoe' },
    });
    expect((await readAvailability(services, admin, { member_id: ada.memberId })).set_by).toBeNull();
    const first = await listAvailability(services, admin, {});
    expect(first.changes[0]).toMatchObject({
      ...{ member: { id: bo.memberId, name: 'Bo' }, reason: 'Help out', until: null },
      set_by: { id: admin.memberId, name: 'Zoe' },
    });
    const second = await listAvailability(services, admin, { before: first.next! });
    const reasons = [...first.changes, ...second.changes].slice(1).map(({ reason }) => reason);
    expect(reasons).toEqual(Array.from({ length: 60 }, (_, at) => `r${59 - at}`));
    expect(second.next).toBeNull();
    const ended = first.changes.find(({ reason }) => reason === 'r58')!;
    const next = first.changes.find(({ reason }) => reason === 'r59')!;
    expect(ended.until).toBe(next.at);
    const ofBo = await listAvailability(services, admin, { member_id: bo.memberId });
    expect(ofBo.changes).toHaveLength(1);
    const since = await listAvailability(services, admin, { from: first.changes[0]!.at });
    expect(since.changes.map(({ id }) => id)).toContain(first.changes[0]!.id);
    expect((await listAvailability(services, admin, { to: '2020-01-01T00:00:00Z' })).changes).toEqual([]);
    await expect(listAvailability(services, admin, { before: 'x' })).rejects.toMatchObject({
      field: 'before',
    });
    expect((await listAvailability(services, (await seedWorkspace(database())).agent, {})).changes).toEqual(
      [],
    );
    expect(seed.workspaceId).toBe(admin.workspaceId);
  });

  it('[S7] is told when somebody comes, and when their last lease is over', async () => {
    const { services, ada, bo } = await stage();
    const told: string[] = [];
    services.bus.subscribe((message) => {
      if (message.kind === 'availability') told.push(message.memberId);
    });
    const onError = (error: unknown) => {
      throw error;
    };
    const router = new Router(services, {
      ...{ settings, nodeId: randomUUID(), connectedAgents: () => [], onError },
    });
    await router.agentCame(ada);
    expect(told).toEqual([ada.memberId]);
    await router.sweep();
    await database().orm.execute(sql`
      update agent_leases set until = now() - interval '1 second' where member_id = ${bo.memberId}`);
    await router.sweep();
    expect(told).toContain(bo.memberId);
    expect(told.filter((id) => id === ada.memberId)).toHaveLength(1);
    await router.stop();
  });
});
