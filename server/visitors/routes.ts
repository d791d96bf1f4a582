import { z } from 'zod';
import { visitorSession } from '../../shared/protocol/http.ts';
import { defineRoute } from '../http/define-route.ts';
import { requestOrigin } from '../http/request-origin.ts';
import { openVisitorSession } from './open-visitor-session.ts';
import { revokeVisitorSession } from './revoke-visitor-session.ts';

export const visitorRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/visitor/sessions',
    permission: 'public',
    surface: 'site',
    summary: 'Become a new visitor of a site. The token is shown this once.',
    body: z.object({ site: z.string().min(1).max(64) }),
    status: 201,
    result: visitorSession,
    handle: ({ services, body, request }) => {
      services.visitorLimits.visitor(request.address);
      const origin = requestOrigin(request.headers, services.config);
      return openVisitorSession(services, { siteKey: body.site, origin });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/visitor/session',
    permission: 'visitor',
    surface: 'site',
    summary: 'End this token; its sockets are closed.',
    status: 204,
    handle: ({ services, actor }) => revokeVisitorSession(services, actor),
  }),
];
