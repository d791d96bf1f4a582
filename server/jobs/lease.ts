import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { JobReport } from './job.ts';

type Orm = Pick<Database, 'orm'>;

/** How long a node that says nothing more is taken to be at work; it says so more often. */
export const LEASE_SECONDS = 60;
const LEASE = sql.raw(`interval '${LEASE_SECONDS} seconds'`);

/** What is new here is due at once. */
export const knowJobs = ({ orm }: Orm, names: readonly string[]) =>
  orm.execute(sql`
    insert into job_runs (name, due_at)
    select value, now() from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb)
    on conflict (name) do nothing`);

/**
 * Takes a job that is due, or that a node began and no longer answers for. The row lock lasts for this statement alone;
 * what keeps others away is the lease.
 */
export async function claimJob(
  { orm }: Orm,
  runner: string,
  names: readonly string[],
): Promise<string | undefined> {
  const [row] = await orm.execute<{ name: string }>(sql`
    update job_runs set runner = ${runner}, lease_until = now() + ${LEASE}, started_at = now()
    where name = (
      select name from job_runs
      where name in (select value from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))
        and (lease_until < now() or (lease_until is null and due_at <= now()))
      order by due_at
      limit 1 for update skip locked)
    returning name`);
  return row?.name;
}

/** Answers false when another node has taken over. */
export async function keepLease({ orm }: Orm, runner: string, name: string): Promise<boolean> {
  const rows = await orm.execute(sql`
    update job_runs set lease_until = now() + ${LEASE} where name = ${name} and runner = ${runner} returning name`);
  return rows.length === 1;
}

export interface Finish {
  name: string;
  outcome: 'done' | 'failed' | 'stopped';
  everyMs: number;
  durationMs: number;
  report: JobReport;
}

/** Notes how it went. Who asked for a run meanwhile gets it; what was stopped goes on elsewhere at once. */
export const finishJob = ({ orm }: Orm, runner: string, finish: Finish): Promise<void> =>
  orm.transaction(async (tx) => {
    const { name, outcome, everyMs, durationMs, report } = finish;
    const next =
      outcome === 'stopped'
        ? sql`now()`
        : sql`case when due_at > started_at then due_at else now() + make_interval(secs => ${everyMs / 1000}) end`;
    const mine = await tx.execute(sql`
      update job_runs set runner = null, lease_until = null, finished_at = now(), duration_ms = ${durationMs},
        outcome = ${outcome}, due_at = ${next}
      where name = ${name} and runner = ${runner} returning name`);
    if (mine.length === 0 || report.size === 0) return;
    const results = [...report].map(([workspace_id, counts]) => ({ workspace_id, counts }));
    await tx.execute(sql`
      insert into job_results (workspace_id, name, ran_at, counts)
      select w.id, ${name}, now(), r.counts
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(workspace_id uuid, counts jsonb)
      join workspaces w on w.id = r.workspace_id
      on conflict (workspace_id, name) do update set ran_at = excluded.ran_at, counts = excluded.counts`);
  });
