import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { defineRoute, type RouteRequest } from '../http/define-route.ts';
import { requireOwnSession } from './agent-actor.ts';
import type { SignedIn } from './agent-sessions.ts';
import { AUTH_PATH, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './create-auth.ts';
import { forwardToAuth } from './forward-to-auth.ts';

const email = z.email('must be an e-mail address').max(254);
const newPassword = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH);
const password = z.string().min(1).max(MAX_PASSWORD_LENGTH);
const code = z.string().min(1).max(64);

const result = z.looseObject({});
const onConsole = { surface: 'console', result } as const;
const anyone = { ...onConsole, method: 'post', permission: 'public' } as const;
const signedIn = { ...onConsole, method: 'post', permission: 'signed_in' } as const;

type Given = Pick<RouteRequest<'public', unknown, unknown, unknown>, 'services' | 'request' | 'body'>;

const forward = (path: string) => ({
  path: `${AUTH_PATH}${path}`,
  handle: ({ services, request, body }: Given) =>
    forwardToAuth(services, { path, method: 'POST', cookie: request.headers.get('cookie'), body }),
});

/** What is of the person and not of one workspace. */
const forwardOwn = (path: string) => ({
  path: `${AUTH_PATH}${path}`,
  handle: (given: Given & { actor: SignedIn }) => {
    requireOwnSession(given.actor);
    return forward(path).handle(given);
  },
});

/** A second step is tried by whoever has the first; better-auth locks the account's codes, this the address. */
const forwardCode = (path: string) => ({
  path: `${AUTH_PATH}${path}`,
  handle: async (given: Given) => {
    await given.services.limits.spend('sign_in_by_address', given.request.address);
    return forward(path).handle(given);
  },
});

/** Of better-auth only what the console uses; every other path of it does not exist here. */
export const authRoutes = [
  defineRoute({
    ...anyone,
    path: `${AUTH_PATH}/sign-in/email`,
    summary: 'Sign in; answers with the session cookie, or with twoFactorRedirect when a code is wanted.',
    body: z.object({ email, password }),
    handle: async (given) => {
      const { limits } = given.services;
      const key = given.body.email.toLowerCase();
      await limits.spend('sign_in_by_address', given.request.address);
      await limits.spend('sign_in_by_email', key);
      const answer = await forward('/sign-in/email').handle(given);
      await limits.forgive('sign_in_by_email', key);
      return answer;
    },
  }),
  defineRoute({
    ...anyone,
    summary: 'Sign out; the sockets of this session are closed.',
    body: z.object({}).optional(),
    ...forward('/sign-out'),
  }),
  defineRoute({
    ...anyone,
    path: `${AUTH_PATH}/request-password-reset`,
    summary: 'Ask for a link to choose a new password. The same answer for every address.',
    body: z.object({ email }),
    handle: async (given) => {
      const { limits, mail } = given.services;
      if (!mail) throw noMail();
      await limits.spend('reset_by_address', given.request.address);
      await limits.spend('reset_by_email', given.body.email.toLowerCase());
      return forward('/request-password-reset').handle(given);
    },
  }),
  defineRoute({
    ...anyone,
    path: `${AUTH_PATH}/reset-password`,
    summary: 'Choose a new password by the link. Ends every session of that person.',
    body: z.object({ token: z.string().min(1).max(256), newPassword }),
    handle: async (given) => {
      await given.services.limits.spend('reset_by_address', given.request.address);
      return forward('/reset-password').handle(given);
    },
  }),
  defineRoute({
    ...anyone,
    summary: 'The second step of signing in, by a code of the authenticator.',
    body: z.object({ code, trustDevice: z.boolean().optional() }),
    ...forwardCode('/two-factor/verify-totp'),
  }),
  defineRoute({
    ...anyone,
    summary: 'The second step of signing in, by a backup code.',
    body: z.object({ code, trustDevice: z.boolean().optional() }),
    ...forwardCode('/two-factor/verify-backup-code'),
  }),
  defineRoute({
    ...signedIn,
    summary: 'Begin to use an authenticator: its address and the backup codes. Confirm by a code.',
    body: z.object({ password }),
    ...forwardOwn('/two-factor/enable'),
  }),
  defineRoute({
    ...signedIn,
    summary: 'Stop using an authenticator.',
    body: z.object({ password }),
    ...forwardOwn('/two-factor/disable'),
  }),
  defineRoute({
    ...signedIn,
    summary: 'New backup codes; the old ones end.',
    body: z.object({ password }),
    ...forwardOwn('/two-factor/generate-backup-codes'),
  }),
  defineRoute({
    ...signedIn,
    summary: 'Change the password.',
    body: z.object({
      currentPassword: password,
      newPassword,
      revokeOtherSessions: z.boolean().default(true),
    }),
    ...forwardOwn('/change-password'),
  }),
];

const noMail = () =>
  new BellhopError(
    'unavailable',
    'This server sends no e-mail, so it cannot send a link. Ask whoever runs it: npm run reset-password -- EMAIL prints one.',
  );
