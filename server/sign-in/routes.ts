import { z } from 'zod';
import {
  signInChoice,
  signInProviderAnswer,
  signInProviderChange,
  signInReturn,
} from '../../shared/protocol/sign-in.ts';
import { defineRoute } from '../http/define-route.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { findSignInChoice } from './find-provider.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { getProvider, removeProvider, saveProvider } from './manage-provider.ts';

const PATH = '/api/v1/workspaces/{workspace_id}/sign-in-provider';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const asOwner = {
  permission: 'sign_in.manage',
  surface: 'console',
  path: PATH,
  params: inWorkspace,
} as const;
const anyone = { permission: 'public', surface: 'console' } as const;

export const signInRoutes = [
  defineRoute({
    ...anyone,
    method: 'get',
    path: '/api/v1/auth/provider',
    summary: 'The provider that a sign-in page offers: of this workspace, or the only one there is.',
    query: z.object({ workspace_id: z.uuid().optional() }),
    result: z.object({ provider: signInChoice.nullable() }),
    handle: async ({ services, query }) => ({
      provider: await findSignInChoice(services, query.workspace_id),
    }),
  }),
  defineRoute({
    ...anyone,
    method: 'post',
    path: '/api/v1/auth/provider/begin',
    summary: 'Where to go to sign in through the provider of this workspace.',
    body: inWorkspace,
    result: z.object({ url: z.string() }),
    handle: async ({ services, body, request }) => {
      await services.limits.spend('provider_by_address', request.address);
      return beginSignIn(services, body.workspace_id);
    },
  }),
  defineRoute({
    ...anyone,
    method: 'post',
    path: '/api/v1/auth/provider/finish',
    summary: 'What the provider sent the browser back with; answers with the session cookie.',
    body: signInReturn,
    result: inWorkspace,
    handle: async ({ services, body, request }) => {
      await services.limits.spend('provider_by_address', request.address);
      return finishSignIn(services, body, request.headers.get('cookie'));
    },
  }),
  defineRoute({
    ...asOwner,
    method: 'get',
    summary: 'The provider that members sign in with, without its secret, and what to tell it.',
    result: signInProviderAnswer,
    handle: ({ services, actor }) => getProvider(services, actor),
  }),
  defineRoute({
    ...asOwner,
    method: 'put',
    summary: 'Choose the provider. It is asked at once; another issuer or client needs the secret anew.',
    body: signInProviderChange,
    result: signInProviderAnswer,
    handle: async ({ services, actor, body }) => {
      await services.limits.spend('provider_by_member', actor.memberId);
      return saveProvider(services, actor, body);
    },
  }),
  defineRoute({
    ...asOwner,
    method: 'delete',
    summary: 'Remove the provider; whom it let in is signed out.',
    status: 204,
    handle: ({ services, actor }) => removeProvider(services, actor),
  }),
];
