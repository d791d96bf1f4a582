import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { jobServices } from '../testing/job-services.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import type { Job } from './job.ts';
import { claimJob, finishJob, keepLease, knowJobs } from './lease.ts';
import { askForRun, listJobs } from './list-jobs.ts';
import { runDue, runJobs } from './run-jobs.ts';

describeEachDatabase('jobs', (database) => {
  const A = '00000000-0000-4000-8000-00000000000a';
  const B = '00000000-0000-4000-8000-00000000000b';
  const NAMES = ['expired'];
  const never = new AbortController().signal;
  const fail = (error: unknown) => {
    throw error;
  };
  const fresh = async () => {
    await database().orm.execute(sql`delete from job_runs`);
    await knowJobs(database(), NAMES);
  };

  it('belong to one node at a time, and to another when that one is silent', async () => {
    const db = database();
    await fresh();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimJob(db, A, NAMES)));
    expect(claims.filter(Boolean)).toEqual(['expired']);
    expect(await claimJob(db, B, NAMES)).toBeUndefined();
    expect(await keepLease(db, A, 'expired')).toBe(true);
    await db.orm.execute(sql`update job_runs set lease_until = now() - interval '1 second'`);
    expect(await claimJob(db, B, NAMES)).toBe('expired');
    expect(await keepLease(db, A, 'expired')).toBe(false);
    const finish = {
      name: 'expired',
      outcome: 'done' as const,
      everyMs: 3_600_000,
      durationMs: 5,
      report: new Map(),
    };
    await finishJob(db, A, finish);
    expect(await claimJob(db, A, NAMES)).toBeUndefined();
    await finishJob(db, B, finish);
    expect(await claimJob(db, A, NAMES)).toBeUndefined();
    await askForRun({ db }, 'expired');
    expect(await claimJob(db, A, NAMES)).toBe('expired');
  });

  it('note how they went, and what they did in a workspace for that workspace alone', async () => {
    const db = database();
    await fresh();
    const [one, two] = [await seedWorkspace(db), await seedWorkspace(db)];
    const job: Job = {
      name: 'expired',
      everyMs: 3_600_000,
      run: async () => new Map([[one.workspaceId, { invitations: 3 }]]),
    };
    expect(await runDue(jobServices(db), [job], never, fail)).toBe(true);
    expect(await runDue(jobServices(db), [job], never, fail)).toBe(false);
    const view = async (id: string) =>
      (await listJobs({ db }, id)).jobs.find(({ name }) => name === 'expired');
    expect(await view(one.workspaceId)).toMatchObject({
      running: false,
      outcome: 'done',
      result: { counts: { invitations: 3 } },
    });
    expect(await view(two.workspaceId)).toMatchObject({ outcome: 'done', result: null });
    const next = Date.parse((await view(one.workspaceId))!.next_run_at) - Date.now();
    expect(next).toBeGreaterThan(3_500_000);
  });

  it('fail without harm to the next run, and are stopped between batches', async () => {
    const db = database();
    await fresh();
    const errors: unknown[] = [];
    const failing: Job = {
      name: 'expired',
      everyMs: 1_000,
      run: async () => Promise.reject(new Error('The disk is full')),
    };
    await runDue(jobServices(db), [failing], never, (error) => errors.push(error));
    expect(errors).toHaveLength(1);
    const outcome = async () =>
      (await listJobs({ db }, A)).jobs.find(({ name }) => name === 'expired')?.outcome;
    expect(await outcome()).toBe('failed');

    await askForRun({ db }, 'expired');
    let runs = 0;
    const long: Job = {
      name: 'expired',
      everyMs: 3_600_000,
      run: async ({ signal }) => {
        runs++;
        await vi.waitUntil(() => signal.aborted, { timeout: 10_000 });
        return new Map();
      },
    };
    const stop = runJobs(jobServices(db), { jobs: [long], onError: fail });
    await vi.waitUntil(() => runs === 1, { timeout: 10_000 });
    await stop();
    expect(await outcome()).toBe('stopped');
    expect(await claimJob(db, B, NAMES)).toBe('expired');
  });
});
