import { z } from 'zod';
import {
  importReport,
  MAX_IMPORT_BYTES,
  personalResponseRequest,
  quickResponse,
  quickResponsePage,
  quickResponseVersion,
  responseImport,
  responseUses,
  sharedResponseRequest,
} from '../../shared/protocol/quick-responses.ts';
import { streamText } from '../audit/stream-text.ts';
import { defineRoute } from '../http/define-route.ts';
import { countUses } from './count-uses.ts';
import { exportQuickResponses } from './export-quick-responses.ts';
import { importPersonal, importShared } from './import-quick-responses.ts';
import { listQuickResponses, readVersion } from './list-quick-responses.ts';
import * as save from './save-quick-response.ts';

const PERSONAL = '/api/v1/workspaces/{workspace_id}/quick-responses';
const SHARED = '/api/v1/workspaces/{workspace_id}/shared-quick-responses';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofResponse = inWorkspace.extend({ quick_response_id: z.uuid() });
const asUser = { permission: 'quick_responses.use', surface: 'console' } as const;
const asManager = { permission: 'quick_responses.manage', surface: 'console' } as const;

export const quickResponseRoutes = [
  defineRoute({
    ...asUser,
    method: 'get',
    path: PERSONAL,
    summary: 'A page of the quick responses that a member may use: their own, their teams’, the workspace’s.',
    params: inWorkspace,
    query: z.object({ after: z.uuid().optional() }),
    result: quickResponsePage,
    handle: ({ services, actor, query }) => listQuickResponses(services, actor, query.after),
  }),
  defineRoute({
    ...asUser,
    method: 'get',
    path: `${PERSONAL}/version`,
    summary: 'Whether what a member may use has changed.',
    params: inWorkspace,
    result: quickResponseVersion,
    handle: ({ services, actor }) => readVersion(services, actor),
  }),
  defineRoute({
    ...asUser,
    method: 'get',
    path: `${PERSONAL}/export`,
    summary: 'What a member may use, as a CSV file.',
    params: inWorkspace,
    handle: async ({ services, actor }) => {
      await services.limits.spend('export_by_member', `${actor.workspaceId}:${actor.memberId}`);
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="bellhop-quick-responses.csv"',
        'cache-control': 'no-store',
      };
      return new Response(streamText(exportQuickResponses(services, actor)), { headers });
    },
  }),
  defineRoute({
    ...asUser,
    method: 'post',
    path: `${PERSONAL}/uses`,
    summary: 'Count which quick responses went into a message. Told again, it counts once.',
    params: inWorkspace,
    body: responseUses,
    status: 204,
    handle: ({ services, actor, body }) => countUses(services, actor, body),
  }),
  defineRoute({
    ...asUser,
    method: 'post',
    path: PERSONAL,
    summary: 'Make a quick response of one’s own.',
    params: inWorkspace,
    body: personalResponseRequest,
    status: 201,
    result: quickResponse,
    handle: ({ services, actor, body }) => save.createPersonal(services, actor, body),
  }),
  defineRoute({
    ...asUser,
    method: 'put',
    path: `${PERSONAL}/{quick_response_id}`,
    summary: 'Change one of one’s own.',
    params: ofResponse,
    body: personalResponseRequest,
    result: quickResponse,
    handle: ({ services, actor, params, body }) =>
      save.changePersonal(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...asUser,
    method: 'delete',
    path: `${PERSONAL}/{quick_response_id}`,
    summary: 'Delete one of one’s own.',
    params: ofResponse,
    status: 204,
    handle: ({ services, actor, params }) => save.deletePersonal(services, actor, params),
  }),
  defineRoute({
    ...asUser,
    method: 'post',
    path: `${PERSONAL}/import`,
    summary: 'Import a CSV file as one’s own; the answer says what is wrong, line by line.',
    params: inWorkspace,
    body: responseImport,
    maxBodyBytes: MAX_IMPORT_BYTES,
    result: importReport,
    handle: async ({ services, actor, body }) => {
      await services.limits.spend('import_by_member', `${actor.workspaceId}:${actor.memberId}`);
      return importPersonal(services, actor, body);
    },
  }),
  defineRoute({
    ...asManager,
    method: 'post',
    path: SHARED,
    summary: 'Make a quick response for a team or for everybody.',
    params: inWorkspace,
    body: sharedResponseRequest,
    status: 201,
    result: quickResponse,
    handle: ({ services, actor, body }) => save.createShared(services, actor, body),
  }),
  defineRoute({
    ...asManager,
    method: 'put',
    path: `${SHARED}/{quick_response_id}`,
    summary: 'Change a shared quick response, or whose it is.',
    params: ofResponse,
    body: sharedResponseRequest,
    result: quickResponse,
    handle: ({ services, actor, params, body }) => save.changeShared(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...asManager,
    method: 'delete',
    path: `${SHARED}/{quick_response_id}`,
    summary: 'Delete a shared quick response.',
    params: ofResponse,
    status: 204,
    handle: ({ services, actor, params }) => save.deleteShared(services, actor, params),
  }),
  defineRoute({
    ...asManager,
    method: 'post',
    path: `${SHARED}/import`,
    summary:
      'Import a CSV file for the workspace and its teams; the answer says what is wrong, line by line.',
    params: inWorkspace,
    body: responseImport,
    maxBodyBytes: MAX_IMPORT_BYTES,
    result: importReport,
    handle: async ({ services, actor, body }) => {
      await services.limits.spend('import_by_member', `${actor.workspaceId}:${actor.memberId}`);
      return importShared(services, actor, body);
    },
  }),
];
