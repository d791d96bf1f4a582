import { z } from 'zod';
import {
  acceptRequest,
  invitation,
  invitationView,
  invited,
  inviteRequest,
  inviteToken,
  joined,
} from '../../shared/protocol/members.ts';
import { requireOwnSession } from '../auth/agent-actor.ts';
import { defineRoute } from '../http/define-route.ts';
import { acceptInvitation, joinByInvitation, viewInvitation } from './accept-invitation.ts';
import { inviteMember } from './invite-member.ts';
import { listInvitations, resendInvitation, revokeInvitation } from './manage-invitations.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}/invitations';
const ONE = `${WORKSPACE}/{invitation_id}`;
const BY_LINK = '/api/v1/invitations';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofInvitation = inWorkspace.extend({ invitation_id: z.uuid() });
const manages = { permission: 'members.manage', surface: 'console' } as const;
const byLink = { method: 'post', permission: 'public', surface: 'console' } as const;

export const invitationRoutes = [
  defineRoute({
    ...manages,
    method: 'get',
    path: WORKSPACE,
    summary: 'The invitations that were neither used nor taken back.',
    params: inWorkspace,
    result: z.object({ invitations: z.array(invitation) }),
    handle: async ({ services, actor }) => ({ invitations: await listInvitations(services, actor) }),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: WORKSPACE,
    summary: 'Invite somebody, by mail where there is SMTP; else the answer holds the link, this once.',
    params: inWorkspace,
    body: inviteRequest,
    status: 201,
    result: invited,
    handle: async ({ services, actor, body }) => {
      await services.limits.spend('invite_by_member', actor.memberId);
      return inviteMember(services, actor, body);
    },
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: `${ONE}/resend`,
    summary: 'A new link for 7 days; the old one ends.',
    params: ofInvitation,
    result: invited,
    handle: async ({ services, actor, params }) => {
      await services.limits.spend('invite_by_member', actor.memberId);
      return resendInvitation(services, actor, params);
    },
  }),
  defineRoute({
    ...manages,
    method: 'delete',
    path: ONE,
    summary: 'Take an invitation back.',
    params: ofInvitation,
    status: 204,
    handle: ({ services, actor, params }) => revokeInvitation(services, actor, params),
  }),
  defineRoute({
    ...byLink,
    path: `${BY_LINK}/view`,
    summary: 'What a link is for. The token is in the body, so that no log sees it.',
    body: z.object({ token: inviteToken }),
    result: invitationView,
    handle: async ({ services, body, request }) => {
      await services.limits.spend('invitation_by_address', request.address);
      return viewInvitation(services, body.token);
    },
  }),
  defineRoute({
    ...byLink,
    path: `${BY_LINK}/accept`,
    summary: 'Join by a link, with a new account for the address that was invited.',
    body: acceptRequest,
    result: joined,
    handle: async ({ services, body: { password, ...body }, request }) => {
      await services.limits.spend('invitation_by_address', request.address);
      const hash = async () => (await services.auth.$context).password.hash(password);
      return acceptInvitation(services, { ...body, hash });
    },
  }),
  defineRoute({
    ...byLink,
    permission: 'signed_in',
    path: `${BY_LINK}/join`,
    summary: 'Join by a link, with the account that is signed in, when its address was invited.',
    body: z.object({ token: inviteToken }),
    result: joined,
    handle: async ({ services, actor, body, request }) => {
      requireOwnSession(actor);
      await services.limits.spend('invitation_by_address', request.address);
      return joinByInvitation(services, actor, body.token);
    },
  }),
];
