import { and, eq, sql } from 'drizzle-orm';
import type { JobName } from '../../shared/jobs/job-names.ts';
import type { JobView } from '../../shared/jobs/job-wire.ts';
import type { Database } from '../db/database.ts';
import { JOBS } from './jobs.ts';
import { knowJobs } from './lease.ts';
import { jobResults, jobRuns } from './tables.ts';

/** How the jobs are doing, and what they did in this workspace. */
export async function listJobs({ db }: { db: Database }, workspaceId: string): Promise<{ jobs: JobView[] }> {
  const rows = await db.orm
    .select({
      run: jobRuns,
      result: jobResults,
      running: sql<boolean>`coalesce(${jobRuns.leaseUntil} > now(), false)`,
    })
    .from(jobRuns)
    .leftJoin(jobResults, and(eq(jobResults.name, jobRuns.name), eq(jobResults.workspaceId, workspaceId)));
  const byName = new Map(rows.map((row) => [row.run.name, row]));
  const jobs = JOBS.flatMap(({ name, everyMs }): JobView[] => {
    const row = byName.get(name);
    return row ? [viewOf(name, everyMs, row)] : [];
  });
  return { jobs };
}

interface Row {
  run: typeof jobRuns.$inferSelect;
  result: typeof jobResults.$inferSelect | null;
  running: boolean;
}

const viewOf = (name: JobName, everyMs: number, { run, result, running }: Row): JobView => ({
  name,
  every_seconds: everyMs / 1_000,
  running,
  started_at: run.startedAt?.toISOString() ?? null,
  finished_at: run.finishedAt?.toISOString() ?? null,
  duration_ms: run.durationMs,
  outcome: run.outcome,
  next_run_at: run.dueAt.toISOString(),
  result: result && { at: result.ranAt.toISOString(), counts: result.counts },
});

/** Makes a job due. The next node that looks runs it; if it runs just now, it runs again afterwards. */
export async function askForRun({ db }: { db: Database }, name: JobName): Promise<void> {
  await knowJobs(db, [name]);
  await db.orm
    .update(jobRuns)
    .set({ dueAt: sql`now()` })
    .where(eq(jobRuns.name, name));
}
