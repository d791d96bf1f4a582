import { z } from 'zod';
import { me, role } from '../../shared/protocol/http.ts';
import { member, memberDetails } from '../../shared/protocol/members.ts';
import { defineRoute } from '../http/define-route.ts';
import { changeRole } from './change-role.ts';
import { deactivateMember, leaveWorkspace } from './deactivate-member.ts';
import { describeMe } from './describe-me.ts';
import { getMember, listMembers } from './list-members.ts';
import { reactivateMember } from './reactivate-member.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { setChatLimit } from './set-chat-limit.ts';
import { transferOwnership } from './transfer-ownership.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const ONE = `${WORKSPACE}/members/{member_id}`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofMember = inWorkspace.extend({ member_id: z.uuid() });

const reads = { permission: 'members.read', surface: 'console', method: 'get' } as const;
const manages = { permission: 'members.manage', surface: 'console', params: ofMember, status: 204 } as const;

export const memberRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/me',
    permission: 'signed_in',
    surface: 'console',
    summary: 'Who is signed in, and where they work.',
    result: me,
    handle: ({ services, actor }) => describeMe(services, actor),
  }),
  defineRoute({
    ...reads,
    path: `${WORKSPACE}/members`,
    summary: 'Who works and worked here, those who do first.',
    params: inWorkspace,
    result: z.object({ members: z.array(member) }),
    handle: async ({ services, actor }) => ({ members: await listMembers(services, actor) }),
  }),
  defineRoute({
    ...reads,
    path: ONE,
    summary: 'One member, with teams; with sessions for oneself and for those who manage members.',
    params: ofMember,
    result: memberDetails,
    handle: ({ services, actor, params }) => getMember(services, actor, params),
  }),
  defineRoute({
    ...manages,
    method: 'put',
    path: `${ONE}/role`,
    summary: 'Change what a member may do; takes effect within 5 seconds. Only owners make or change owners.',
    body: z.object({ role }),
    handle: ({ services, actor, params, body }) => changeRole(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'put',
    path: `${ONE}/chat-limit`,
    summary: "How many chats a member takes at once; null for the workspace's default.",
    body: z.object({ chat_limit: z.int().min(1).max(100).nullable() }),
    handle: ({ services, actor, params, body }) => setChatLimit(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/deactivate`,
    summary: 'End a member’s rights: sockets close within 5 seconds, their conversations wait again.',
    handle: ({ services, actor, params }) => deactivateMember(services, actor, params),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/reactivate`,
    summary: 'Let a member back in, with the role they had.',
    handle: ({ services, actor, params }) => reactivateMember(services, actor, params),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/reset-second-factor`,
    summary: 'Take a lost second factor off a member and end their sessions. An owner’s only by an owner.',
    handle: ({ services, actor, params }) => resetSecondFactor(services, actor, params),
  }),
  defineRoute({
    method: 'post',
    path: `${WORKSPACE}/ownership`,
    permission: 'workspace.own',
    surface: 'console',
    summary: 'Hand ownership over: the other becomes an owner, the one who gives an admin.',
    params: inWorkspace,
    body: z.object({ member_id: z.uuid() }),
    status: 204,
    handle: ({ services, actor, body }) => transferOwnership(services, actor, body),
  }),
  defineRoute({
    method: 'post',
    path: `${WORKSPACE}/leave`,
    permission: 'membership.own',
    surface: 'console',
    summary: 'Leave the workspace. The last owner cannot.',
    params: inWorkspace,
    status: 204,
    handle: ({ services, actor }) => leaveWorkspace(services, actor),
  }),
];
