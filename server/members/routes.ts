import { me } from '../../shared/protocol/http.ts';
import { defineRoute } from '../http/define-route.ts';
import { listMemberships } from './find-membership.ts';

export const memberRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/me',
    permission: 'signed_in',
    surface: 'console',
    summary: 'Who is signed in, and where they work.',
    result: me,
    handle: async ({ services, actor: { userId: id, email, name } }) => ({
      user: { id, email, name },
      memberships: await listMemberships(services.db, id),
    }),
  }),
];
