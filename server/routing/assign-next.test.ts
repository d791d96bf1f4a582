import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import type { Services } from '../services.ts';
import { joinTeam, seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedAgent, seedWorkspace, testServices, type Seed } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { assignNext } from './assign-next.ts';

const LIMIT = 5;

interface Held extends Record<string, unknown> {
  id: string;
  status: string;
  holder: string | null;
}

const heldIn = async (db: Database, { workspaceId }: Seed): Promise<Held[]> => [
  ...(await db.orm.execute<Held>(sql`
    select id, status, assignee_name as holder from conversations
    where workspace_id = ${workspaceId} order by priority desc, queued_at, id`)),
];

/** Until nothing more can be given. */
async function route(services: Services, workspaceId: string, teamId: string): Promise<number> {
  let given = 0;
  for (;;) {
    const routed = await assignNext(services, { workspaceId, teamId }, LIMIT);
    given += routed.given;
    if (!routed.more) return given;
  }
}

describeEachDatabase('who gets what waits', (database, kind) => {
  const stage = async () => ({ services: testServices(database()), seed: await seedWorkspace(database()) });

  it('first in, first out, to whoever has least, up to the limit', async () => {
    const { services, seed } = await stage();
    const { teamId } = await seedTeam(database(), seed, ['Ada', 'Bo']);
    await seedWaiting(database(), seed, teamId, 25);
    expect(await route(services, seed.workspaceId, teamId)).toBe(10);
    const held = await heldIn(database(), seed);
    expect(held.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 10 }, () => 'open'),
      ...Array.from({ length: 15 }, () => 'waiting'),
    ]);
    const count = (name: string) => held.filter(({ holder }) => holder === name).length;
    expect([count('Ada'), count('Bo')]).toEqual([5, 5]);
    expect(held[0]!.holder).not.toBe(held[1]!.holder);
  });

  it('says why, in the thread and beside it', async () => {
    const { services, seed } = await stage();
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada', 'Bo'], {
      strategy: 'priority',
      name: 'Support',
    });
    const [id] = await seedWaiting(database(), seed, teamId, 1);
    await database().orm.execute(sql`
      update members set availability = 'away' where workspace_id = ${seed.workspaceId} and id = ${agents[0]!.memberId}`);
    await route(services, seed.workspaceId, teamId);
    const rows = await database().orm.execute<{ body: unknown; public_seq: number; judged: unknown }>(sql`
      select e.body, e.public_seq, d.judged from entries e
      join routing_decisions d using (workspace_id, conversation_id, seq) where e.conversation_id = ${id!}`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      body: {
        name: 'Bo',
        why: { rule: 'priority', team: { id: teamId, name: 'Support' }, load: 0, limit: LIMIT },
      },
      judged: [
        { name: 'Ada', excluded: 'away' },
        { name: 'Bo', excluded: null },
      ],
    });
  });

  it('a higher priority goes first; who came first, within one', async () => {
    const { services, seed } = await stage();
    const { teamId } = await seedTeam(database(), seed, ['Ada'], { chatLimit: 2 });
    const [first, , third] = await seedWaiting(database(), seed, teamId, 3);
    await database().orm.execute(sql`update conversations set priority = 2 where id = ${third!}`);
    await route(services, seed.workspaceId, teamId);
    const open = (await heldIn(database(), seed)).filter(({ status }) => status === 'open');
    expect(open.map(({ id }) => id)).toEqual([third, first]);
  });

  it('an offer takes a place until it ends, and is asked of one agent at a time', async () => {
    const { services, seed } = await stage();
    const { teamId } = await seedTeam(database(), seed, ['Ada'], { offerSeconds: 20, chatLimit: 2 });
    await seedWaiting(database(), seed, teamId, 4);
    expect(await route(services, seed.workspaceId, teamId)).toBe(2);
    expect(await route(services, seed.workspaceId, teamId)).toBe(0);
    const offers = await database().orm.execute<{ seconds: number; types: string[] }>(sql`
      select extract(epoch from o.until - o.offered_at)::int as seconds,
        (select json_agg(e.type order by e.seq) from entries e where e.conversation_id = o.conversation_id) as types
      from offers o where o.workspace_id = ${seed.workspaceId}`);
    expect([...offers]).toEqual([
      { seconds: 20, types: ['offered'] },
      { seconds: 20, types: ['offered'] },
    ]);
    expect((await heldIn(database(), seed)).every(({ status }) => status === 'waiting')).toBe(true);
  });

  it('what everybody who is there let pass does not hold up the others', async () => {
    const { services, seed } = await stage();
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada']);
    const [first, second] = await seedWaiting(database(), seed, teamId, 2);
    await database().orm.execute(sql`
      insert into offer_passes (workspace_id, conversation_id, member_id, how)
      values (${seed.workspaceId}, ${first!}, ${agents[0]!.memberId}, 'declined')`);
    const routed = await assignNext(services, { workspaceId: seed.workspaceId, teamId }, LIMIT);
    expect(routed).toMatchObject({ given: 1, declined: [first] });
    expect((await heldIn(database(), seed)).map(({ id, status }) => [id, status])).toEqual([
      [first, 'waiting'],
      [second, 'open'],
    ]);
  });

  it('many nodes at once, and agents of two teams: nothing given twice, no limit overrun', async () => {
    const { seed } = await stage();
    const nodes = Array.from({ length: kind === 'postgres' ? 4 : 2 }, () => testServices(database()));
    const both = await Promise.all(
      Array.from({ length: 4 }, () => seedAgent(database(), seed.workspaceId, randomUUID())),
    );
    const one = await seedTeam(database(), seed, ['Ada', 'Bo'], { strategy: 'round_robin' });
    const two = await seedTeam(database(), seed, ['Cy']);
    for (const { teamId } of [one, two]) await joinTeam(database(), seed.workspaceId, teamId, both);
    await database().orm.execute(sql`
      insert into agent_leases (workspace_id, member_id, node_id, until)
      select workspace_id, id, id, now() + interval '1 hour' from members where workspace_id = ${seed.workspaceId}
      on conflict do nothing`);
    await seedWaiting(database(), seed, one.teamId, 60);
    await seedWaiting(database(), seed, two.teamId, 60);
    const given = await Promise.all(
      nodes.flatMap((services) =>
        [one, two, one].map(({ teamId }) => route(services, seed.workspaceId, teamId)),
      ),
    );
    const loads = await database().orm.execute<{ load: number }>(sql`
      select count(*)::int as load from conversations
      where workspace_id = ${seed.workspaceId} and status = 'open' group by assignee_id`);
    const sum = given.reduce((all, some) => all + some, 0);
    expect(loads.map(({ load }) => load)).toEqual(Array.from({ length: 7 }, () => LIMIT));
    expect(sum).toBe(7 * LIMIT);
    for (const { teamId } of [one, two]) {
      const order = await database().orm.execute<{ status: string }>(sql`
        select status from conversations where workspace_id = ${seed.workspaceId} and team_id = ${teamId}
        order by queued_at, id`);
      const firstWaiting = order.findIndex(({ status }) => status === 'waiting');
      expect(order.slice(firstWaiting).every(({ status }) => status === 'waiting')).toBe(true);
    }
  });
});
