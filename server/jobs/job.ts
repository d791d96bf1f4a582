import type { JobCounts, JobName } from '../../shared/jobs/job-names.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';

export interface JobServices extends Services {
  settings: Pick<SettingsCache, 'get'>;
}

export interface JobRun {
  services: JobServices;
  /** Asked between batches: the node is closing, and what is left is for the next run. */
  signal: AbortSignal;
  onError: (error: unknown) => void;
}

/** What was done, by workspace. */
export type JobReport = ReadonlyMap<string, JobCounts>;

/**
 * Something that is done again and again. A run may end anywhere and be begun anew, and two may run at once: each of its
 * writes says what it expects of the row.
 */
export interface Job {
  name: JobName;
  everyMs: number;
  run(run: JobRun): Promise<JobReport>;
}
