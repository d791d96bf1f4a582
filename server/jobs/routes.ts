import { z } from 'zod';
import { JOB_NAMES } from '../../shared/jobs/job-names.ts';
import { jobList, retentionPreview } from '../../shared/jobs/job-wire.ts';
import { SETTINGS } from '../../shared/settings/registry.ts';
import { defineRoute } from '../http/define-route.ts';
import { previewRetention } from './erase-old.ts';
import { askForRun, listJobs } from './list-jobs.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const asAdmin = { permission: 'system.read', surface: 'console' } as const;
const { min, max } = SETTINGS['retention.conversation_days'];

export const jobRoutes = [
  defineRoute({
    ...asAdmin,
    method: 'get',
    path: `${WORKSPACE}/jobs`,
    summary: 'What Bellhop does by itself: last run, duration, next run, and what it did in this workspace.',
    params: inWorkspace,
    result: jobList,
    handle: ({ services, actor }) => listJobs(services, actor.workspaceId),
  }),
  defineRoute({
    ...asAdmin,
    method: 'post',
    path: `${WORKSPACE}/jobs/{job}/run`,
    summary: 'Run a job now, and not only when it is due.',
    params: inWorkspace.extend({ job: z.enum(JOB_NAMES) }),
    result: jobList,
    handle: async ({ services, actor, params: { job } }) => {
      await services.limits.spend('job_by_member', `${actor.workspaceId}:${actor.memberId}`);
      await askForRun(services, job);
      return listJobs(services, actor.workspaceId);
    },
  }),
  defineRoute({
    ...asAdmin,
    method: 'get',
    path: `${WORKSPACE}/retention-preview`,
    summary:
      'A dry run of retention: counts what it would erase now, under the stored setting or under `days`.',
    params: inWorkspace,
    query: z.object({ days: z.coerce.number().int().min(min).max(max).optional() }),
    result: retentionPreview,
    handle: async ({ services, actor: { workspaceId }, query }) => {
      const stored = (await services.settings.get(workspaceId))['retention.conversation_days'];
      return previewRetention(services, workspaceId, query.days ?? stored);
    },
  }),
];
