import { z } from 'zod';
import { deletionRequest, workspaceDeletion } from '../../shared/protocol/workspaces.ts';
import { streamText } from '../audit/stream-text.ts';
import { defineRoute } from '../http/define-route.ts';
import { exportWorkspace } from './export-workspace.ts';
import { readDeletion } from './read-deletion.ts';
import { callOffDeletion, requestDeletion } from './request-deletion.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const DELETION = `${WORKSPACE}/deletion`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const owning = { permission: 'workspace.own', surface: 'console', params: inWorkspace } as const;

export const workspaceRoutes = [
  defineRoute({
    method: 'get',
    path: DELETION,
    permission: 'settings.manage',
    surface: 'console',
    summary: 'Whether the workspace is to be deleted, and when.',
    params: inWorkspace,
    result: workspaceDeletion,
    handle: ({ services, actor }) => readDeletion(services, actor),
  }),
  defineRoute({
    ...owning,
    method: 'post',
    path: DELETION,
    summary: 'Have the workspace deleted after some days. Everything works until then.',
    body: deletionRequest,
    status: 201,
    result: workspaceDeletion,
    handle: ({ services, actor, body }) => requestDeletion(services, actor, body),
  }),
  defineRoute({
    ...owning,
    method: 'delete',
    path: DELETION,
    summary: 'Call the deletion off.',
    status: 204,
    handle: ({ services, actor }) => callOffDeletion(services, actor),
  }),
  defineRoute({
    ...owning,
    method: 'get',
    path: `${WORKSPACE}/export`,
    summary: 'Everything that the workspace holds, a JSON object a line; without passwords and tokens.',
    handle: async ({ services, actor }) => {
      await services.limits.spend('export_by_member', `${actor.workspaceId}:${actor.memberId}`);
      const headers = {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="bellhop-workspace-${new Date().toISOString().slice(0, 10)}.ndjson"`,
        'cache-control': 'no-store',
      };
      return new Response(streamText(await exportWorkspace(services, actor)), { headers });
    },
  }),
];
