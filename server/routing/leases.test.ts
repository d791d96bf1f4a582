import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { sendMessage } from '../conversations/send-message.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { assignNext } from './assign-next.ts';
import { extendLeases, renewLeases } from './leases.ts';
import { ANSWERED_GRACE_SECONDS, returnChats } from './return-chats.ts';

describeEachDatabase('[Q8] an agent who vanishes', (database) => {
  /** Ada has three chats, and has answered the second. */
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada']);
    const ids = await seedWaiting(database(), seed, teamId, 3);
    await assignNext(services, { workspaceId: seed.workspaceId, teamId }, 5);
    const [ada] = agents;
    const message = { conversation_id: ids[1]!, client_id: randomUUID(), text: 'Hello' };
    await sendMessage(services, ada!, message);
    const places = async () => {
      const rows = await database().orm.execute<{ id: string; at: string; status: string }>(sql`
        select id, queued_at::text as at, status from conversations
        where workspace_id = ${seed.workspaceId} order by queued_at`);
      return rows.map(({ id, at, status }) => ({ place: ids.indexOf(id), at, status }));
    };
    const goneFor = (seconds: number) =>
      database().orm.execute(sql`
        update agent_leases set until = now() - make_interval(secs => ${seconds})
        where workspace_id = ${seed.workspaceId}`);
    const leases = async () =>
      (await database().orm.execute(sql`select 1 from agent_leases where workspace_id = ${seed.workspaceId}`))
        .length;
    return { services, seed, ada: ada!, places, goneFor, leases };
  };
  const statuses = (rows: readonly { status: string }[]) => rows.map(({ status }) => status);

  it('gives what they never answered back at once, with its place, and the rest after the grace', async () => {
    const { services, places, goneFor, leases } = await stage();
    const before = await places();
    expect(statuses(before)).toEqual(['open', 'open', 'open']);
    await returnChats(services);
    expect(await places()).toEqual(before);
    await goneFor(1);
    await returnChats(services);
    const after = await places();
    expect(statuses(after)).toEqual(['waiting', 'open', 'waiting']);
    expect(after.map(({ at }) => at)).toEqual(before.map(({ at }) => at));
    expect(await leases()).toBe(1);
    await goneFor(ANSWERED_GRACE_SECONDS + 1);
    await returnChats(services);
    expect(statuses(await places())).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await leases()).toBe(0);
  });

  it('gives each back once, whoever looks', async () => {
    const { services, seed, goneFor } = await stage();
    await goneFor(ANSWERED_GRACE_SECONDS + 1);
    const nodes = [services, testServices(database()), testServices(database())];
    await Promise.all(nodes.map((node) => returnChats(node)));
    const given = await database().orm.execute(sql`
      select 1 from entries where workspace_id = ${seed.workspaceId} and type = 'unassigned'`);
    expect(given).toHaveLength(3);
  });

  it('keeps them when they are there on another node, or come back', async () => {
    const { services, ada, places, goneFor } = await stage();
    await goneFor(ANSWERED_GRACE_SECONDS + 1);
    await renewLeases(database(), randomUUID(), [ada]);
    await returnChats(services);
    expect(statuses(await places())).toEqual(['open', 'open', 'open']);
  });

  it('keeps them over a restart of everything, for the time of a lease', async () => {
    const { services, places, goneFor } = await stage();
    await goneFor(600);
    await extendLeases(database());
    await returnChats(services);
    expect(statuses(await places())).toEqual(['open', 'open', 'open']);
  });
});
