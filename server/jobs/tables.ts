import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { JobCounts } from '../../shared/jobs/job-names.ts';
import { workspaces } from '../workspaces/tables.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** One row a job, for the whole installation: when it is due, who runs it now, how its last run went. */
export const jobRuns = pgTable(
  'job_runs',
  {
    name: text('name').primaryKey(),
    dueAt: instant('due_at').notNull(),
    runner: uuid('runner'),
    leaseUntil: instant('lease_until'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    durationMs: integer('duration_ms'),
    outcome: text('outcome', { enum: ['done', 'failed', 'stopped'] }),
  },
  (t) => [check('job_runs_outcome', sql`${t.outcome} in ('done', 'failed', 'stopped')`)],
);

/** What a job last did in a workspace: rows only of runs that found something. */
export const jobResults = pgTable(
  'job_results',
  {
    workspaceId: uuid('workspace_id').notNull(),
    name: text('name').notNull(),
    ranAt: instant('ran_at').notNull(),
    counts: jsonb('counts').$type<JobCounts>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.name] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);
