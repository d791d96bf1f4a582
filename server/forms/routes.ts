import { z } from 'zod';
import { givenForm } from '../../shared/protocol/forms.ts';
import { entryAnswer } from '../../shared/protocol/server-frames.ts';
import { defineRoute } from '../http/define-route.ts';
import { submitForm } from './submit-form.ts';

export const formRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/visitor/conversations/{conversation_id}/form',
    permission: 'visitor',
    surface: 'site',
    summary:
      "Answer the site's questions in a conversation that stands. A resend of a client_id gets the first answer.",
    params: z.object({ conversation_id: z.uuid() }),
    body: z.object({ client_id: z.uuid(), form: givenForm }),
    result: entryAnswer,
    handle: async ({ services, actor, params, body }) => {
      await services.settings.ready(actor.workspaceId);
      services.visitorLimits.message(actor);
      return submitForm(services, actor, { ...params, ...body });
    },
  }),
];
