import { z } from 'zod';
import { COUNTS, JOB_NAMES } from './job-names.ts';

const instant = z.iso.datetime().nullable();

export const jobView = z.object({
  name: z.enum(JOB_NAMES),
  every_seconds: z.int(),
  running: z.boolean(),
  /** Of the last run, or of the one under way. */
  started_at: instant,
  finished_at: instant,
  duration_ms: z.int().nullable(),
  outcome: z.enum(['done', 'failed', 'stopped']).nullable(),
  next_run_at: z.iso.datetime(),
  /** What it did in this workspace when it last found something to do. */
  result: z.object({ at: z.iso.datetime(), counts: z.partialRecord(z.enum(COUNTS), z.int()) }).nullable(),
});
export const jobList = z.object({ jobs: z.array(jobView) });

/** What retention would erase now: counted, not touched. */
export const retentionPreview = z.object({
  days: z.int(),
  conversations: z.int(),
  entries: z.int(),
  oldest_end: instant,
});

export type JobView = z.infer<typeof jobView>;
export type RetentionPreview = z.infer<typeof retentionPreview>;
