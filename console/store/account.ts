import { signal } from '@preact/signals';
import { BellhopError } from '../../shared/errors.ts';
import type { Me } from '../../shared/protocol/http.ts';
import type { SignInChoice, SignInReturn } from '../../shared/protocol/sign-in.ts';
import { request } from './api.ts';
import { forgetOthers, forgetUser } from './forget-user.ts';

/** Who uses this console. `why` tells a person who finds the sign-in screen how they got there. */
export type Account =
  | { state: 'unknown' }
  | { state: 'unreachable'; error: unknown }
  | { state: 'signed-out'; why?: 'ended' | 'reset' }
  | { state: 'signed-in'; me: Me };

export const account = signal<Account>({ state: 'unknown' });

export async function loadAccount(): Promise<void> {
  try {
    const me = await request<Me>('GET', '/me');
    forgetOthers(me);
    account.value = { state: 'signed-in', me };
  } catch (error) {
    const gone = error instanceof BellhopError && error.code === 'unauthenticated';
    account.value = gone ? { state: 'signed-out' } : { state: 'unreachable', error };
  }
}

/** Reads anew what the person may do, and tells the screens only when it changed. Answers whether it was told. */
export async function refreshAccount(): Promise<boolean> {
  const { value } = account;
  if (value.state !== 'signed-in') return false;
  const me = await request<Me>('GET', '/me').catch((error: unknown) => {
    if (error instanceof BellhopError && error.code === 'unauthenticated') sessionEnded();
    return undefined;
  });
  if (me && JSON.stringify(me) !== JSON.stringify(value.me)) account.value = { state: 'signed-in', me };
  return me !== undefined;
}

const REOPEN_MS = 10_000;
let reopenedAt = 0;

/**
 * A workspace shut its door: the person is out of it, or out of everything, or lacks a second factor. Or only the
 * session that the socket began with is over, because setting up a second factor and the like make a new one: then the
 * desk is opened anew, but not again and again.
 */
export async function deskRefused(workspaceId: string): Promise<void> {
  const isTold = await refreshAccount();
  const { value } = account;
  if (value.state !== 'signed-in') return;
  const here = value.me.memberships.find(({ workspace }) => workspace.id === workspaceId);
  if (!here || here.needs_second_factor === true) return;
  if (!isTold || Date.now() - reopenedAt < REOPEN_MS) return sessionEnded();
  reopenedAt = Date.now();
  // Other objects, by which the desk knows that it is to be opened anew.
  account.value = { state: 'signed-in', me: structuredClone(value.me) };
}

/** Answers whether a second step is asked for; if not, the person is signed in. */
export async function signIn(email: string, password: string): Promise<'done' | 'second-step'> {
  const answer = await request<{ twoFactorRedirect?: boolean }>('POST', '/auth/sign-in/email', {
    email,
    password,
  });
  if (answer?.twoFactorRedirect) return 'second-step';
  await loadAccount();
  return 'done';
}

export async function verifyCode(code: string): Promise<void> {
  await request('POST', '/auth/two-factor/verify-totp', { code });
  await loadAccount();
}

export async function verifyRecoveryCode(code: string): Promise<void> {
  await request('POST', '/auth/two-factor/verify-backup-code', { code });
  await loadAccount();
}

/** The provider that the sign-in page offers, if any. */
export async function findProvider(workspace: string | undefined): Promise<SignInChoice | null> {
  const query = workspace === undefined ? '' : `?workspace_id=${encodeURIComponent(workspace)}`;
  return (await request<{ provider: SignInChoice | null }>('GET', `/auth/provider${query}`)).provider;
}

/** Answers where the browser is to go. */
export async function beginWithProvider(workspace: string): Promise<string> {
  return (await request<{ url: string }>('POST', '/auth/provider/begin', { workspace_id: workspace })).url;
}

/** With what the provider sent the browser back with. */
export async function finishWithProvider(returned: SignInReturn): Promise<void> {
  await request('POST', '/auth/provider/finish', returned);
  await loadAccount();
}

export async function signOut(): Promise<void> {
  await request('POST', '/auth/sign-out', {});
  forgetUser();
  account.value = { state: 'signed-out' };
}

/** The server closed our right to be here. The address and the drafts stay as they are. */
export function sessionEnded(): void {
  if (account.value.state === 'signed-in') account.value = { state: 'signed-out', why: 'ended' };
}

export async function askForReset(email: string): Promise<void> {
  await request('POST', '/auth/request-password-reset', { email, redirectTo: '/console/reset' });
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await request('POST', '/auth/reset-password', { token, newPassword });
  account.value = { state: 'signed-out', why: 'reset' };
}

export interface NewOwner {
  token: string;
  name: string;
  email: string;
  password: string;
}

export async function setUp(owner: NewOwner): Promise<void> {
  await request('POST', '/setup', owner);
  await signIn(owner.email, owner.password);
}

export const isSetupOpen = async (): Promise<boolean> =>
  (await request<{ open: boolean }>('GET', '/setup')).open;
