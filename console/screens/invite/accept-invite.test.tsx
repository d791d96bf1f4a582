// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { account } from '../../store/account.ts';
import { route } from '../../store/route.ts';
import AcceptInvite from './accept-invite.tsx';

const view = { workspace: { name: 'Fern' }, email: 'nia@example.org', role: 'agent', invited_by: 'Ada' };
const refused = (status: number, error: object) => () => Response.json({ error }, { status });
const sent: Array<[string, unknown]> = [];
let answers: Record<string, () => Response>;

beforeEach(() => {
  sent.length = 0;
  answers = { '/invitations/view': () => Response.json(view) };
  account.value = { state: 'signed-out' };
  vi.stubGlobal('fetch', (url: string, { body }: RequestInit = {}) => {
    const path = url.replace('/api/v1', '');
    sent.push([path, typeof body === 'string' ? JSON.parse(body) : undefined]);
    return Promise.resolve((answers[path] ?? refused(404, { code: 'not_found', message: 'no' }))());
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const type = (name: string, value: string) =>
  fireEvent.input(screen.getByLabelText(name), { target: { value } });
const me = (email: string) => ({ user: { id: 'u', email, name: 'Nia' }, memberships: [] });

it('says of a dead link no more than that it is dead', async () => {
  answers = {};
  render(<AcceptInvite token="T" />);
  expect(await screen.findByText(/not valid/)).toBeTruthy();
  expect(screen.queryByLabelText('Password')).toBeNull();
});

it('makes an account for the invited address, signs in and enters the workspace', async () => {
  answers['/invitations/accept'] = () => Response.json({ workspace_id: 'W' });
  answers['/auth/sign-in/email'] = () => Response.json({});
  answers['/me'] = () => Response.json(me(view.email));
  render(<AcceptInvite token="T" />);
  expect(await screen.findByText('Join Fern')).toBeTruthy();
  type('Your name', 'Nia');
  type('Password', 'short');
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByText('At least 10 characters.')).toBeTruthy();
  expect(sent.map(([path]) => path)).toEqual(['/invitations/view']);
  type('Password', 'long enough it is');
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(route.value).toMatchObject({ name: 'inbox', workspace: 'W' }));
  expect(sent[1]).toEqual([
    '/invitations/accept',
    { token: 'T', name: 'Nia', password: 'long enough it is' },
  ]);
  expect(sent[2]).toEqual(['/auth/sign-in/email', { email: view.email, password: 'long enough it is' }]);
});

it('asks somebody who has an account to sign in', async () => {
  answers['/invitations/accept'] = refused(409, { code: 'conflict', message: 'known', field: 'email' });
  render(<AcceptInvite token="T" />);
  await screen.findByText('Join Fern');
  type('Your name', 'Nia');
  type('Password', 'long enough it is');
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
});

it('lets who is signed in join with the invited address alone', async () => {
  account.value = { state: 'signed-in', me: me('other@example.org') };
  render(<AcceptInvite token="T" />);
  expect(await screen.findByText(/signed in as other@example.org/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
  cleanup();
  account.value = { state: 'signed-in', me: me('NIA@example.org') };
  answers['/invitations/join'] = () => Response.json({ workspace_id: 'W2' });
  answers['/me'] = () => Response.json(me('NIA@example.org'));
  render(<AcceptInvite token="T" />);
  fireEvent.click(await screen.findByRole('button', { name: 'Join' }));
  await waitFor(() => expect(route.value).toMatchObject({ name: 'inbox', workspace: 'W2' }));
});
