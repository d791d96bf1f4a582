import { DEFAULT_VALUES, type SettingValues } from '../../shared/settings/registry.ts';
import type { Database } from '../db/database.ts';
import type { JobRun, JobServices } from '../jobs/job.ts';
import { testServices } from './seed.ts';

/** What jobs are given, under these settings of every workspace. */
export const jobServices = (db: Database, values: Partial<SettingValues> = {}): JobServices => ({
  ...testServices(db),
  settings: { get: async () => ({ ...DEFAULT_VALUES, ...values }) },
});

/** A run that fails the test with the first error. */
export const jobRun = (services: JobServices): JobRun => ({
  services,
  signal: new AbortController().signal,
  onError: (error) => {
    throw error;
  },
});
