import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedIdle } from '../testing/seed-idle.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { eraseOld, previewRetention } from './erase-old.ts';

const DAY = 1_440;

describeEachDatabase('eraseOld', (database) => {
  it('counts beforehand what it erases, and erases that alone', async () => {
    const db = database();
    const seed = await seedWorkspace(db);
    const { workspaceId } = seed;
    await seedIdle(db, seed, 450, 40 * DAY);
    const end = (days: number, count: number) =>
      db.orm.execute(sql`
        update conversations set status = 'ended', ended_at = now() - make_interval(days => ${days})
        where (workspace_id, id) in (
          select workspace_id, id from conversations where workspace_id = ${workspaceId} and status = 'open' limit ${count})`);
    await end(31, 430);
    await end(29, 10);
    expect(await previewRetention({ db }, workspaceId, 30)).toMatchObject({
      conversations: 430,
      entries: 860,
    });
    expect(await previewRetention({ db }, workspaceId, 0)).toMatchObject({
      conversations: 0,
      oldest_end: null,
    });

    const never = await eraseOld.run(jobRun(jobServices(db)));
    expect(never.size).toBe(0);
    const services = jobServices(db, { 'retention.conversation_days': 30 });
    expect((await eraseOld.run(jobRun(services))).get(workspaceId)).toEqual({ conversations: 430 });
    const counted = async (table: string) =>
      (
        await db.orm.execute<{ count: number }>(
          sql`select count(*)::int as count from ${sql.raw(table)} where workspace_id = ${workspaceId}`,
        )
      )[0]!.count;
    expect([await counted('conversations'), await counted('entries')]).toEqual([20, 40]);
    expect(await counted('audit_entries')).toBe(3);
    expect(await previewRetention({ db }, workspaceId, 30)).toMatchObject({ conversations: 0, entries: 0 });
  });
});
