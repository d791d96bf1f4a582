import { randomUUID } from 'node:crypto';
import type { Job, JobReport, JobServices } from './job.ts';
import { JOBS } from './jobs.ts';
import { claimJob, finishJob, keepLease, knowJobs, LEASE_SECONDS } from './lease.ts';

const LOOK_MS = 1_000;
const SAY_ALIVE_MS = (LEASE_SECONDS * 1_000) / 4;

export interface RunJobsOptions {
  onError: (error: unknown) => void;
  jobs?: readonly Job[];
}

/** Looks every second for a job that is due, and runs it; one at a time here, one node a job. Answers how to stop. */
export function runJobs(
  services: JobServices,
  { onError, jobs = JOBS }: RunJobsOptions,
): () => Promise<void> {
  const stopping = new AbortController();
  let known = false;
  let working: Promise<void> | null = null;
  const work = async () => {
    if (!known)
      await knowJobs(
        services.db,
        jobs.map(({ name }) => name),
      );
    known = true;
    while (!stopping.signal.aborted && (await runDue(services, jobs, stopping.signal, onError)));
  };
  const timer = setInterval(() => {
    working ??= work()
      .catch(onError)
      .finally(() => (working = null));
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await working;
  };
}

/** Runs one job that is due. Answers whether there was one. */
export async function runDue(
  services: JobServices,
  jobs: readonly Job[],
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<boolean> {
  const runner = randomUUID();
  const name = await claimJob(
    services.db,
    runner,
    jobs.map((job) => job.name),
  );
  const job = jobs.find((one) => one.name === name);
  if (!job) return false;
  const lost = new AbortController();
  const alive = setInterval(() => {
    keepLease(services.db, runner, job.name)
      .then((mine) => mine || lost.abort())
      .catch(onError);
  }, SAY_ALIVE_MS);
  try {
    await runClaimed(services, job, runner, AbortSignal.any([signal, lost.signal]), onError);
  } finally {
    clearInterval(alive);
  }
  return true;
}

async function runClaimed(
  services: JobServices,
  job: Job,
  runner: string,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const begun = performance.now();
  let report: JobReport = new Map();
  let failed = false;
  try {
    report = await job.run({ services, signal, onError });
  } catch (error) {
    failed = true;
    onError(error);
  }
  const outcome = failed ? 'failed' : signal.aborted ? 'stopped' : 'done';
  const durationMs = Math.round(performance.now() - begun);
  await finishJob(services.db, runner, { name: job.name, outcome, everyMs: job.everyMs, durationMs, report });
}
