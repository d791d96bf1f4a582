import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { deleteTeam } from '../teams/save-team.ts';
import { teams } from '../teams/tables.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { findBeyondLimit, overflow } from './overflow.ts';
import { readQueuePlace } from './read-queue-place.ts';
import { Router } from './router.ts';
import { settleReopened } from './settle-reopened.ts';

const settings = { get: async () => DEFAULT_VALUES };

describeEachDatabase('a queue', (database) => {
  const stage = async (count: number, names: string[] = [], queueLimit: number | null = 2) => {
    const services = { ...testServices(database()), settings };
    const seed = await seedWorkspace(database());
    const { workspaceId } = seed;
    const last = await seedTeam(database(), seed, [], { name: 'Last', queueLimit });
    const given = { name: 'First', queueLimit, overflowTeamId: last.teamId };
    const first = await seedTeam(database(), seed, names, given);
    const ids = await seedWaiting(database(), seed, first.teamId, count);
    const rows = () =>
      database().orm.execute<{
        id: string;
        team: string | null;
        status: string;
        at: string;
        holder: string | null;
      }>(sql`
        select c.id, t.name as team, c.status, c.queued_at::text as at, c.assignee_name as holder from conversations c
        left join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
        where c.workspace_id = ${workspaceId} order by c.queued_at`);
    const set = (name: string, what: SQL) =>
      database().orm.execute(
        sql`update members set ${what} where workspace_id = ${workspaceId} and name = ${name}`,
      );
    const [visitor] = await database().orm.execute<{ id: string }>(sql`
      select visitor_id as id from conversations where workspace_id = ${workspaceId} limit 1`);
    const asked = (id: string) =>
      ({ ...seed, kind: 'visitor', visitorId: id, name: null, tokenId: randomUUID() }) as const;
    const placeOf = (at: number) =>
      readQueuePlace(services, asked(visitor!.id), { conversation_id: ids[at]! });
    const errors: unknown[] = [];
    const router = new Router(services, {
      ...{ settings, nodeId: randomUUID(), connectedAgents: () => [] },
      onError: (error) => errors.push(error),
    });
    const queue = { workspaceId, teamId: first.teamId };
    return {
      services,
      seed,
      workspaceId,
      first,
      last,
      ids,
      rows,
      router,
      queue,
      errors,
      set,
      asked,
      placeOf,
    };
  };

  it('[Q7] longer than its limit: the last of it go to the team that takes over, with their places', async () => {
    const { rows, router, errors } = await stage(7);
    const before = await rows();
    await router.start();
    await router.idle();
    await router.stop();
    const after = await rows();
    expect(errors).toEqual([]);
    expect(after.map(({ team }) => team)).toEqual(['First', 'First', 'Last', 'Last', 'Last', 'Last', 'Last']);
    expect(after.map(({ at }) => at)).toEqual(before.map(({ at }) => at));
  });

  it('[Q7] after the last team there is nobody, and what is elsewhere by now is left alone', async () => {
    const { services, workspaceId, last, ids, queue } = await stage(3);
    expect(await findBeyondLimit(services, queue)).toEqual([ids[2]]);
    // Somebody is asked for it since: it stays.
    await database().orm.execute(sql`
      insert into offers (workspace_id, conversation_id, team_id, member_id, offered_at, until)
      select ${workspaceId}, ${ids[2]!}, ${queue.teamId}, m.id, now(), now() + interval '1 hour'
      from members m where m.workspace_id = ${workspaceId} limit 1`);
    expect(await overflow(services, queue, ids[2]!)).toEqual({ kind: 'gone' });
    await database().orm.execute(sql`delete from offers where workspace_id = ${workspaceId}`);
    expect(await overflow(services, queue, ids[2]!)).toEqual({
      kind: 'moved',
      to: { workspaceId, teamId: last.teamId },
    });
    expect(await overflow(services, queue, ids[2]!)).toEqual({ kind: 'gone' });
    expect(await overflow(services, { workspaceId, teamId: last.teamId }, ids[2]!)).toEqual({
      kind: 'nobody',
    });
    expect(await findBeyondLimit(services, { workspaceId, teamId: last.teamId })).toEqual([]);
  });

  it('[Q7] after the last team it is said once that nobody can come, and the chat keeps its place', async () => {
    const { workspaceId, placeOf, rows, router, set, errors } = await stage(5, ['Ada']);
    await set('Ada', sql`chat_limit = 1`);
    await router.start();
    for (let round = 0; round < 3; round++) {
      await router.sweep();
      await router.idle();
    }
    await router.stop();
    expect(errors).toEqual([]);
    expect((await rows()).map(({ team }) => team)).toEqual(['First', 'First', 'First', 'Last', 'Last']);
    const told = await database().orm.execute<{ line: string }>(sql`
      select e.type || ' ' || (e.body ->> 'team_name') || ' ' || (e.body ->> 'why') as line
      from entries e join conversations c on c.workspace_id = e.workspace_id and c.id = e.conversation_id
      where e.workspace_id = ${workspaceId} and e.type in ('queued', 'unattended') order by c.queued_at, e.seq`);
    const ofOne = ['queued Last overflow', 'unattended Last absent'];
    expect(told.map(({ line }) => line)).toEqual([...ofOne, ...ofOne]);
    expect(await placeOf(2)).toEqual({ position: 2, wait_seconds: null, nobody_can_come: false });
    expect(await placeOf(4)).toEqual({ position: 2, wait_seconds: null, nobody_can_come: true });
  });

  it('[Q7] of a team where nobody is goes to the first where somebody is, and else stays where it is', async () => {
    const { workspaceId, seed, last, rows, placeOf, router, set, errors } = await stage(2, ['Ada'], null);
    const heir = await seedTeam(database(), seed, ['Bo'], { name: 'Heir' });
    await database().orm.execute(sql`
      update teams set overflow_team_id = ${heir.teamId} where workspace_id = ${workspaceId} and id = ${last.teamId}`);
    for (const name of ['Ada', 'Bo']) await set(name, sql`availability = 'away'`);
    await router.start();
    await router.idle();
    expect((await rows()).map(({ team }) => team)).toEqual(['First', 'First']);
    expect((await placeOf(1)).nobody_can_come).toBe(true);
    await set('Bo', sql`availability = 'online', chat_limit = 1`);
    await router.agentChanged(workspaceId, heir.agents[0]!.memberId);
    await router.idle();
    await router.stop();
    expect(errors).toEqual([]);
    expect((await rows()).map(({ team, holder }) => [team, holder])).toEqual([
      ['Heir', 'Bo'],
      ['Heir', null],
    ]);
    expect((await placeOf(1)).nobody_can_come).toBe(false);
  });

  it('[Q7] beyond the limit are those who came last, and who can be given a chat is not among them', async () => {
    const { workspaceId, ids, rows, router, set, errors } = await stage(30, ['Ada'], 2);
    await set('Ada', sql`chat_limit = 26`);
    // Who came last is first in the queue, and yet goes on before those who waited within the limit.
    await database().orm.execute(sql`
      update conversations set priority = 2 where workspace_id = ${workspaceId} and id in (${ids[0]!}, ${ids[29]!})`);
    await router.start();
    await router.idle();
    await router.stop();
    expect(errors).toEqual([]);
    const teams = (await rows()).map(({ team, holder }) => `${team} ${holder}`);
    expect(teams.filter((one) => one === 'First Ada')).toHaveLength(26);
    expect(teams[29]).toBe('First Ada');
    expect(teams.slice(25, 29)).toEqual(['First null', 'First null', 'Last null', 'Last null']);
  });

  it('[Q12] of a team that is deleted goes to the team that takes over, else to the workspace', async () => {
    const { services, seed, workspaceId, first, last, ids, rows } = await stage(3, [], null);
    const admin = await seedAgent(database(), workspaceId, 'Root', 'admin');
    await database().orm.execute(sql`
      update conversations set status = 'ended' where workspace_id = ${workspaceId} and id = ${ids[0]!}`);
    const before = await rows();
    await deleteTeam(services, admin, { team_id: first.teamId });
    expect((await rows()).map(({ team }) => team)).toEqual(['Last', 'Last', 'Last']);
    await deleteTeam(services, admin, { team_id: last.teamId });
    const after = await rows();
    expect(after.map(({ team, at }) => [team, at])).toEqual(before.map(({ at }) => [null, at]));
    const told = await database().orm.execute<{ name: string | null }>(sql`
      select body ->> 'team_name' as name from entries where workspace_id = ${workspaceId} and type = 'queued'
      order by rev, conversation_id`);
    expect(told.map(({ name }) => name)).toEqual(['Last', 'Last', null, null]);
    expect(await database().orm.$count(teams, sql`workspace_id = ${seed.workspaceId}`)).toBe(0);
  });

  it('[Q11] what is opened again goes to who had it, if they could be given a chat, else into the queue', async () => {
    const { services, workspaceId, first, ids, rows } = await stage(2, ['Ada', 'Bo']);
    const [ada, bo] = first.agents;
    for (const [at, { memberId, name }] of [ada!, bo!].entries())
      await database().orm.execute(sql`
        update conversations set assignee_id = ${memberId}, assignee_name = ${name}
        where workspace_id = ${workspaceId} and id = ${ids[at]!}`);
    await database().orm.execute(sql`
      update members set availability = 'away' where workspace_id = ${workspaceId} and id = ${bo!.memberId}`);
    await Promise.all([1, 2].map(() => settleReopened(services, async () => 5)));
    expect((await rows()).map(({ status, holder }) => [status, holder])).toEqual([
      ['open', 'Ada'],
      ['waiting', null],
    ]);
    const told = await database().orm.execute<{ line: string }>(sql`
      select e.type || coalesce(' ' || d.rule, '') as line from entries e
      left join routing_decisions d using (workspace_id, conversation_id, seq)
      where e.workspace_id = ${workspaceId} order by line`);
    expect(told.map(({ line }) => line)).toEqual(['assigned sticky', 'unassigned']);
  });

  it('[Q13] tells a visitor their place and an honest wait, and another visitor nothing', async () => {
    const { services, workspaceId, ids, first, set, asked, placeOf } = await stage(4, ['Ada'], null);
    await set('Ada', sql`chat_limit = 2`);
    expect(await placeOf(1)).toEqual({ position: 2, wait_seconds: 0, nobody_can_come: false });
    expect(await placeOf(3)).toEqual({ position: 4, wait_seconds: null, nobody_can_come: false });
    // One that took ten minutes.
    await database().orm.execute(sql`
      insert into entries (workspace_id, conversation_id, seq, rev, type, sender_kind, body, created_at)
      values (${workspaceId}, ${ids[0]!}, 1, 1, 'assigned', 'system', '{}', now() - interval '10 minutes')`);
    await database().orm.execute(sql`
      update conversations set status = 'ended', ended_at = now(), assignee_id = ${first.agents[0]!.memberId}
      where workspace_id = ${workspaceId} and id = ${ids[0]!}`);
    const { position, wait_seconds } = await placeOf(3);
    expect(position).toBe(3);
    expect(wait_seconds).toBeGreaterThanOrEqual(299);
    expect(wait_seconds).toBeLessThanOrEqual(301);
    expect(await placeOf(0)).toEqual({ position: null, wait_seconds: null, nobody_can_come: false });
    await expect(
      readQueuePlace(services, asked(randomUUID()), { conversation_id: ids[3]! }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
