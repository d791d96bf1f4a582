import { z } from 'zod';
import { auditFilters, auditPage } from '../../shared/audit/audit-entry.ts';
import { defineRoute } from '../http/define-route.ts';
import { auditQuery } from './audit-query.ts';
import { EXPORT_FORMATS, exportAudit } from './export-audit.ts';
import { listAuditEntries, listAuditFilters } from './list-audit-entries.ts';
import { streamText } from './stream-text.ts';

const PATH = '/api/v1/workspaces/{workspace_id}/audit';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const asReader = {
  method: 'get',
  permission: 'audit.read',
  surface: 'console',
  params: inWorkspace,
} as const;

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

export const auditRoutes = [
  defineRoute({
    ...asReader,
    path: PATH,
    summary: 'A page of the log of changes to the workspace, newest first.',
    query: auditQuery.extend({ before: z.uuid().optional() }),
    result: auditPage,
    handle: ({ services, actor, query }) => listAuditEntries(services, actor, query),
  }),
  defineRoute({
    ...asReader,
    path: `${PATH}/filters`,
    summary: 'Who acted and what was done so far.',
    result: auditFilters,
    handle: ({ services, actor }) => listAuditFilters(services, actor),
  }),
  defineRoute({
    ...asReader,
    path: `${PATH}/export`,
    summary: 'The log as a file, at most the newest 50,000 entries that match.',
    query: auditQuery.extend({ format: z.enum(EXPORT_FORMATS).default('csv') }),
    handle: async ({ services, actor, query: { format, ...query } }) => {
      await services.limits.spend('export_by_member', `${actor.workspaceId}:${actor.memberId}`);
      const headers = {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="bellhop-audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
      };
      return new Response(streamText(exportAudit(services, actor, query, format)), { headers });
    },
  }),
];
