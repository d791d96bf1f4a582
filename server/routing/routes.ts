import { z } from 'zod';
import {
  availabilityRequest,
  availabilityState,
  colleague,
  dryRun as dryRunResult,
  judged,
} from '../../shared/protocol/routing.ts';
import { availabilityHistory, supervision } from '../../shared/protocol/supervision.ts';
import { queuePlace } from '../../shared/protocol/queue-place.ts';
import { defineRoute } from '../http/define-route.ts';
import { acceptOffer, declineOffer } from './answer-offer.ts';
import { dryRun, dryRunTeam } from './dry-run.ts';
import { listColleagues } from './list-colleagues.ts';
import { readAvailability } from './read-availability.ts';
import { readDecision } from './read-decision.ts';
import { availabilityQuery, listAvailability } from './list-availability.ts';
import { readQueuePlace } from './read-queue-place.ts';
import { readSupervision } from './read-supervision.ts';
import { setAvailability } from './set-availability.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const MEMBER = `${WORKSPACE}/members/{member_id}/availability`;
const CHAT = `${WORKSPACE}/conversations/{conversation_id}`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofMember = inWorkspace.extend({ member_id: z.uuid() });
const ofChat = inWorkspace.extend({ conversation_id: z.uuid() });
const supervises = { method: 'get', permission: 'conversations.supervise', surface: 'console' } as const;
const works = { permission: 'conversations.work', surface: 'console' } as const;

export const routingRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/visitor/conversations/{conversation_id}/queue-place',
    permission: 'visitor',
    surface: 'site',
    summary: 'How many wait before the visitor, and for about how long. Nulls when it does not wait.',
    params: z.object({ conversation_id: z.uuid() }),
    result: queuePlace,
    handle({ services, actor, params }) {
      services.visitorLimits.place(actor);
      return readQueuePlace(services, actor, params);
    },
  }),
  defineRoute({
    method: 'get',
    path: MEMBER,
    permission: 'members.read',
    surface: 'console',
    summary: 'What an agent says of themselves, their load and their limit.',
    params: ofMember,
    result: availabilityState,
    handle: ({ services, actor, params }) => readAvailability(services, actor, params),
  }),
  defineRoute({
    method: 'get',
    path: `${WORKSPACE}/availability`,
    permission: 'members.read',
    surface: 'console',
    summary:
      'Who works here, by name: what each says, whether they are connected, their load and their limit.',
    params: inWorkspace,
    result: z.object({ colleagues: z.array(colleague) }),
    handle: async ({ services, actor }) => ({ colleagues: await listColleagues(services, actor) }),
  }),
  defineRoute({
    ...works,
    method: 'put',
    path: `${WORKSPACE}/availability`,
    summary:
      'Say whether you are there and take new chats. Being away by itself changes nothing that you chose.',
    params: inWorkspace,
    body: availabilityRequest,
    status: 204,
    handle: ({ services, actor, body }) =>
      setAvailability(services, actor, { ...body, member_id: actor.memberId }),
  }),
  defineRoute({
    method: 'put',
    path: MEMBER,
    permission: 'conversations.supervise',
    surface: 'console',
    summary: 'Set the availability of a colleague; their history says who did.',
    params: ofMember,
    body: availabilityRequest,
    status: 204,
    handle: ({ services, actor, params, body }) =>
      setAvailability(services, actor, { ...body, member_id: params.member_id }),
  }),
  defineRoute({
    ...supervises,
    path: `${WORKSPACE}/availability-changes`,
    summary: 'What agents said of themselves, and what others set for them, newest first.',
    params: inWorkspace,
    query: availabilityQuery,
    result: availabilityHistory,
    handle: ({ services, actor, query }) => listAvailability(services, actor, query),
  }),
  defineRoute({
    ...supervises,
    path: `${WORKSPACE}/supervision`,
    summary: 'Every team, and how everybody stands: availability, load and limit, what is offered to them.',
    params: inWorkspace,
    result: supervision,
    handle: ({ services, actor }) => readSupervision(services, actor),
  }),
  defineRoute({
    ...works,
    method: 'post',
    path: `${CHAT}/offer/accept`,
    summary: 'Take the chat that is offered to you; a conflict when the offer is over.',
    params: ofChat,
    status: 204,
    handle: ({ services, actor, params }) => acceptOffer(services, actor, params),
  }),
  defineRoute({
    ...works,
    method: 'post',
    path: `${CHAT}/offer/decline`,
    summary: 'Let the chat that is offered to you go to the next agent.',
    params: ofChat,
    status: 204,
    handle: ({ services, actor, params }) => declineOffer(services, actor, params),
  }),
  defineRoute({
    ...works,
    method: 'get',
    path: `${CHAT}/routing`,
    summary: 'Who would get this conversation now, and why. Changes nothing.',
    params: ofChat,
    query: z.object({ team_id: z.uuid().optional() }),
    result: dryRunResult,
    handle: ({ services, actor, params, query }) => dryRun(services, actor, { ...params, ...query }),
  }),
  defineRoute({
    ...works,
    method: 'get',
    path: `${WORKSPACE}/teams/{team_id}/routing`,
    summary: 'Who would get a chat of a new visitor in this team now, and why. Changes nothing.',
    params: inWorkspace.extend({ team_id: z.uuid() }),
    result: dryRunResult,
    handle: ({ services, actor, params }) => dryRunTeam(services, actor, params),
  }),
  defineRoute({
    ...works,
    method: 'get',
    path: `${CHAT}/decisions/{seq}`,
    summary: 'Who could have had it when this entry was decided, and how each stood.',
    params: ofChat.extend({ seq: z.coerce.number().int().positive() }),
    result: z.object({ candidates: z.array(judged) }),
    handle: ({ services, actor, params }) => readDecision(services, actor, params),
  }),
];
