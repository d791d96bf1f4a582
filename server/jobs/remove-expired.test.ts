import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedVisitor, seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { removeExpired } from './remove-expired.ts';

describeEachDatabase('removeExpired', (database) => {
  it('removes keys that open nothing any more, and no other', async () => {
    const { orm } = database();
    const seed = await seedWorkspace(database());
    const { workspaceId, agent } = seed;
    const { visitorId } = await seedVisitor(database(), seed);
    const token = async (days: number, revoked: boolean) => {
      const id = randomUUID();
      await orm.execute(sql`
        insert into visitor_tokens (workspace_id, id, visitor_id, token_hash, expires_at, revoked_at)
        values (${workspaceId}, ${id}, ${visitorId}, decode(${randomBytes(32).toString('hex')}, 'hex'),
          now() + make_interval(days => ${days}), case when ${revoked}::boolean then now() end)`);
      return id;
    };
    const invitation = async (days: number, used: boolean) => {
      const id = randomUUID();
      await orm.execute(sql`
        insert into invitations (workspace_id, id, email, role, token_hash, invited_by, expires_at, accepted_at)
        values (${workspaceId}, ${id}, ${`${id}@example.org`}, 'agent', ${id}, ${agent.memberId},
          now() + make_interval(days => ${days}), case when ${used}::boolean then now() end)`);
      return id;
    };
    const kept = [await token(1, false), await token(-29, false)].toSorted();
    await token(-31, false);
    await token(1, true);
    const keptInvitations = [
      await invitation(1, false),
      await invitation(-29, false),
      await invitation(-31, true),
    ];
    await invitation(-31, false);
    const [alive, dead] = [randomUUID(), randomUUID()];
    for (const [id, hours] of [
      [alive, 1],
      [dead, -1],
    ] as const) {
      await orm.execute(sql`
        insert into session (id, token, user_id, expires_at)
        values (${id}, ${id}, ${agent.userId}, now() + make_interval(hours => ${hours}))`);
      await orm.execute(sql`
        insert into verification (id, identifier, value, expires_at)
        values (${id}, ${id}, 'x', now() + make_interval(hours => ${hours}))`);
    }
    const services = jobServices(database());
    const report = await removeExpired.run(jobRun(services));
    expect(report.get(workspaceId)).toEqual({ visitor_tokens: 2, invitations: 1 });
    const ids = async (table: string, where: ReturnType<typeof sql>) =>
      (
        await orm.execute<{ id: string }>(sql`select id from ${sql.raw(table)} where ${where} order by id`)
      ).map(({ id }) => id);
    expect(await ids('visitor_tokens', sql`workspace_id = ${workspaceId}`)).toEqual(kept);
    expect(await ids('invitations', sql`workspace_id = ${workspaceId}`)).toEqual(keptInvitations.toSorted());
    expect(await ids('session', sql`id in (${alive}, ${dead})`)).toEqual([alive]);
    expect(await ids('verification', sql`id in (${alive}, ${dead})`)).toEqual([alive]);
    expect((await removeExpired.run(jobRun(services))).get(workspaceId)).toBeUndefined();
  });

  it('[S31] removes what a visitor did when it is as old as their site says, and no sooner', async () => {
    const { orm } = database();
    const seen = async (activityDays: number, ages: number[]) => {
      const seed = await seedWorkspace(database());
      const { workspaceId, siteId } = seed;
      const { visitorId } = await seedVisitor(database(), seed);
      await orm.execute(sql`update sites set activity_days = ${activityDays} where id = ${siteId}`);
      for (const hours of ages)
        await orm.execute(sql`
          insert into visitor_activity (workspace_id, id, visitor_id, kind, name, at)
          values (${workspaceId}, ${randomUUID()}, ${visitorId}, 'event', ${`${hours} hours`},
            now() - make_interval(hours => ${hours}))`);
      return async () =>
        (
          await orm.execute<{ name: string }>(
            sql`select name from visitor_activity where workspace_id = ${workspaceId} order by at desc`,
          )
        ).map(({ name }) => name);
    };
    const short = await seen(1, [23, 25]);
    const long = await seen(30, [1, 25, 719, 721]);
    await removeExpired.run(jobRun(jobServices(database())));
    expect(await short()).toEqual(['23 hours']);
    expect(await long()).toEqual(['1 hours', '25 hours', '719 hours']);
  });
});
