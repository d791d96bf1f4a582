import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedIdle } from '../testing/seed-idle.ts';
import { seedVisitor, seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { eraseOld } from './erase-old.ts';
import type { Job } from './job.ts';
import { removeExpired } from './remove-expired.ts';

describeEachDatabase('a job that runs on two nodes at once', (database) => {
  const KEEP_30 = { 'retention.conversation_days': 30 };
  const runOn = (job: Job) => job.run(jobRun(jobServices(database(), KEEP_30)));
  const left = async (table: string, workspaceId: string) =>
    (
      await database().orm.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.raw(table)} where workspace_id = ${workspaceId}`,
      )
    )[0]!.count;

  async function expiredTokens(count: number): Promise<string> {
    const seed = await seedWorkspace(database());
    const { visitorId } = await seedVisitor(database(), seed);
    for (let at = 0; at < count; at++)
      await database().orm.execute(sql`
        insert into visitor_tokens (workspace_id, id, visitor_id, token_hash, expires_at)
        values (${seed.workspaceId}, ${randomUUID()}, ${visitorId},
          decode(${randomBytes(32).toString('hex')}, 'hex'), now() - interval '31 days')`);
    return seed.workspaceId;
  }

  async function oldConversations(count: number): Promise<string> {
    const seed = await seedWorkspace(database());
    await seedIdle(database(), seed, count, 60 * 24 * 40);
    await database().orm.execute(sql`
      update conversations set status = 'ended', ended_at = created_at where workspace_id = ${seed.workspaceId}`);
    return seed.workspaceId;
  }

  it('removes each expired key once: both runs together count every one, and a third none', async () => {
    const workspaceId = await expiredTokens(40);
    const reports = await Promise.all([runOn(removeExpired), runOn(removeExpired)]);
    const counts = reports.map((report) => report.get(workspaceId)?.visitor_tokens ?? 0);
    expect(counts[0]! + counts[1]!).toBe(40);
    expect(await left('visitor_tokens', workspaceId)).toBe(0);
    expect((await runOn(removeExpired)).get(workspaceId)).toBeUndefined();
  });

  it('erases each old conversation once, and the audit log counts each once', async () => {
    const workspaceId = await oldConversations(450);
    const reports = await Promise.all([runOn(eraseOld), runOn(eraseOld)]);
    // A batch that found rows locked may end its run early: what it left is for the next.
    const last = await runOn(eraseOld);
    const counts = [...reports, last].map((report) => report.get(workspaceId)?.conversations ?? 0);
    expect(counts.reduce((sum, count) => sum + count)).toBe(450);
    expect([await left('conversations', workspaceId), await left('entries', workspaceId)]).toEqual([0, 0]);
    const [audited] = await database().orm.execute<{ sum: number }>(sql`
      select sum((details ->> 'conversations')::int)::int as sum from audit_entries
      where workspace_id = ${workspaceId} and action = 'conversations.erased'`);
    expect(audited!.sum).toBe(450);
  });

  it('goes on where a run was stopped between batches', async () => {
    const workspaceId = await oldConversations(450);
    const stopping = new AbortController();
    const services = jobServices(database(), KEEP_30);
    let asked = 0;
    const settings = {
      get: async (id: string) => {
        // Before its second batch the node is told to close.
        if (id === workspaceId && ++asked === 2) stopping.abort();
        return services.settings.get(id);
      },
    };
    const run = { ...jobRun({ ...services, settings }), signal: stopping.signal };
    await eraseOld.run(run);
    const remaining = await left('conversations', workspaceId);
    expect([remaining > 0, remaining < 450]).toEqual([true, true]);
    expect((await runOn(eraseOld)).get(workspaceId)).toEqual({ conversations: remaining });
    expect(await left('conversations', workspaceId)).toBe(0);
  });
});
