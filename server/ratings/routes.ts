import { z } from 'zod';
import { ratingLink, ratingRequest } from '../../shared/protocol/ratings.ts';
import { entryAnswer } from '../../shared/protocol/server-frames.ts';
import { defineRoute } from '../http/define-route.ts';
import { rateConversation } from './rate-conversation.ts';
import { makeRatingLink } from './rating-link.ts';

export const ratingRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/visitor/conversations/{conversation_id}/rating',
    permission: 'visitor',
    surface: 'site',
    summary:
      'Rate a conversation that has ended, for 7 days; for 24 hours again, in place of the former rating. A resend of a client_id gets the first answer.',
    params: z.object({ conversation_id: z.uuid() }),
    body: ratingRequest,
    result: entryAnswer,
    handle: async ({ services, actor, params, body }) => {
      await services.settings.ready(actor.workspaceId);
      services.visitorLimits.message(actor);
      return rateConversation(services, actor, { ...params, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/workspaces/{workspace_id}/conversations/{conversation_id}/rating-link',
    permission: 'conversations.work',
    surface: 'console',
    summary: 'A link under which the visitor can rate the conversation that ended, for 7 days.',
    params: z.object({ workspace_id: z.uuid(), conversation_id: z.uuid() }),
    result: ratingLink,
    handle: ({ services, actor, params }) =>
      makeRatingLink(
        { ...services, sealer: services.signIn.sealer, publicUrl: services.config.publicUrl },
        actor,
        params.conversation_id,
      ),
  }),
];
