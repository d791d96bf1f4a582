import { z } from 'zod';
import { setupRequest } from '../../shared/protocol/http.ts';
import { defineRoute } from '../http/define-route.ts';
import { claimByLink } from './create-first-owner.ts';
import { isSetupOpen } from './setup-link.ts';

const PATH = '/api/v1/setup';
const anyone = { path: PATH, permission: 'public', surface: 'console' } as const;

export const setupRoutes = [
  defineRoute({
    ...anyone,
    method: 'get',
    summary: 'Whether the first owner is still to come.',
    result: z.object({ open: z.boolean() }),
    handle: async ({ services }) => ({ open: await isSetupOpen(services.db) }),
  }),
  defineRoute({
    ...anyone,
    method: 'post',
    summary: 'Become the first owner, by the one-time link that the server printed.',
    body: setupRequest,
    status: 204,
    handle: async ({ services, body: { token, ...owner }, request }) => {
      await services.limits.spend('setup_by_address', request.address);
      await claimByLink(services.db, token, owner);
    },
  }),
];
