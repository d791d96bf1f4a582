import { z } from 'zod';
import { defineRoute } from '../http/define-route.ts';
import { requestOrigin } from '../http/request-origin.ts';

export const pollRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/poll',
    // The hello inside says who polls, as on a socket; the gateway holds it to token, session and origin.
    permission: 'public',
    surface: 'site',
    summary: 'What a socket would carry, for clients that get none: frames in, answers and events out.',
    body: z.looseObject({}),
    result: z.object({ frames: z.array(z.looseObject({})), positions: z.string() }),
    handle: async ({ services, body, request: { headers, address, signal } }) => {
      const origin = requestOrigin(headers, services.config);
      const cookieHeader = headers.get('cookie');
      const answer = await services.poll({ body, cookieHeader, origin, address, signal });
      return Response.json(answer.body, { status: answer.status, headers: { 'cache-control': 'no-store' } });
    },
  }),
];
