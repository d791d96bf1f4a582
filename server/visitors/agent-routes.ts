import { z } from 'zod';
import { streamText } from '../audit/stream-text.ts';
import {
  visitorChange,
  visitorConversationPage,
  visitorDetails,
  visitorPage,
  visitorQuery,
} from '../../shared/protocol/visitors.ts';
import { defineRoute } from '../http/define-route.ts';
import { blockVisitor, unblockVisitor } from './block-visitor.ts';
import { changeVisitor } from './change-visitor.ts';
import { eraseVisitor } from './erase-visitor.ts';
import { exportVisitor } from './export-visitor.ts';
import { getVisitor } from './get-visitor.ts';
import { listConversationsOf } from './list-conversations-of.ts';
import { listVisitors } from './list-visitors.ts';
import { mergeVisitors } from './merge-visitors.ts';

const ALL = '/api/v1/workspaces/{workspace_id}/visitors';
const ONE = `${ALL}/{visitor_id}`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofVisitor = inWorkspace.extend({ visitor_id: z.uuid() });
const cursor = z.string().max(100).optional();

const reads = { method: 'get', permission: 'visitors.read', surface: 'console' } as const;
const manages = { permission: 'visitors.manage', surface: 'console', params: ofVisitor } as const;

export const agentVisitorRoutes = [
  defineRoute({
    ...reads,
    path: ALL,
    summary: 'A page of the visitors, those seen last first.',
    params: inWorkspace,
    query: visitorQuery.extend({ cursor }),
    result: visitorPage,
    handle: ({ services, actor, query }) => listVisitors(services, actor, query),
  }),
  defineRoute({
    ...reads,
    path: ONE,
    summary: 'One visitor. Who was merged is answered as who they have become.',
    params: ofVisitor,
    result: visitorDetails,
    handle: ({ services, actor, params }) => getVisitor(services, actor, params),
  }),
  defineRoute({
    ...reads,
    path: `${ONE}/conversations`,
    summary: "A page of a visitor's conversations, the latest first.",
    params: ofVisitor,
    query: z.object({ cursor }),
    result: visitorConversationPage,
    handle: ({ services, actor, params, query }) =>
      listConversationsOf(services, actor, { ...params, ...query }),
  }),
  defineRoute({
    ...manages,
    method: 'put',
    path: ONE,
    summary: 'Put right the name, the address and what is noted of a visitor.',
    body: visitorChange,
    result: visitorDetails,
    handle: ({ services, actor, params, body }) => changeVisitor(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/block`,
    summary: 'Shut a visitor out; their sockets close within 5 seconds.',
    status: 204,
    handle: ({ services, actor, params }) => blockVisitor(services, actor, params),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/unblock`,
    summary: 'Let a visitor in again.',
    status: 204,
    handle: ({ services, actor, params }) => unblockVisitor(services, actor, params),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/merge`,
    summary: 'Make a duplicate part of this visitor: conversations and tokens move. It cannot be undone.',
    body: z.object({ duplicate_id: z.uuid() }),
    result: visitorDetails,
    handle: ({ services, actor, params, body }) => mergeVisitors(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'get',
    path: `${ONE}/export`,
    summary: 'All that is held about a visitor, as one JSON file.',
    handle: async ({ services, actor, params }) => {
      await services.limits.spend('export_by_member', `${actor.workspaceId}:${actor.memberId}`);
      const pieces = await exportVisitor(services, actor, params);
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="bellhop-visitor-${params.visitor_id}.json"`,
        'cache-control': 'no-store',
      };
      return new Response(streamText(pieces), { headers });
    },
  }),
  defineRoute({
    ...manages,
    method: 'delete',
    path: ONE,
    summary: 'Erase all that is held about a visitor. It cannot be undone.',
    status: 204,
    handle: ({ services, actor, params }) => eraseVisitor(services, actor, params),
  }),
];
