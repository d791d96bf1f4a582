// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_VALUES } from '../../../../shared/settings/registry.ts';
import type { SignInProvider } from '../../../../shared/protocol/sign-in.ts';
import { forgetDrafts, readDraft } from '../unsaved.ts';
import SignInPage from './sign-in-page.tsx';

const stored: SignInProvider = {
  version: 3,
  name: 'Fern Login',
  issuer: 'https://login.fern.example',
  client_id: 'bellhop',
  domains: ['fern.example', 'fern.test'],
  auto_join: false,
  asks_second_factor: false,
  enabled: true,
};
let provider: SignInProvider | null;
let put: () => Response;
let sent: Array<[string, unknown]>;

beforeEach(() => {
  sent = [];
  provider = null;
  put = () => Response.json({ provider, redirect_uri: 'R', sign_in_url: 'R' });
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = url.replace('/api/v1/workspaces/w/', '');
    if (method !== 'GET') sent.push([`${method} ${path}`, body ? JSON.parse(String(body)) : undefined]);
    if (path === 'settings')
      return Response.json({ version: 0, values: DEFAULT_VALUES, changed: [], updated: null });
    if (method === 'PUT') return put();
    if (method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json({ provider, redirect_uri: 'https://chat.test/console/sign-in/w', sign_in_url: 'R' });
  });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});

const show = (role: 'owner' | 'admin') => {
  const membership = { workspace: { id: 'w', name: 'Fern' }, member: { id: 'm', name: 'Mo', role } };
  const me = { user: { id: 'u', email: 'mo@example.org', name: 'Mo' }, memberships: [membership] };
  render(<SignInPage membership={membership} me={me} id={undefined} />);
};
const type = (name: string, value: string) =>
  fireEvent.input(screen.getByLabelText(name), { target: { value } });
const save = () => fireEvent.click(screen.getAllByRole('button', { name: 'Save' }).at(-1)!);

it('lets admins ask for a second factor, and owners alone choose the provider', async () => {
  show('admin');
  const policy = await screen.findByRole('combobox', { name: 'Two-factor sign-in is required for' });
  expect([...policy.querySelectorAll('option')].map(({ value }) => value)).toEqual([
    'nobody',
    'admins',
    'everyone',
  ]);
  expect(screen.getByText(/Only owners choose the provider/)).toBeTruthy();
  expect(screen.queryByLabelText('Issuer URL')).toBeNull();
});

it('says at the field what is wrong, loses nothing that was typed, and keeps no secret in the drafts', async () => {
  put = () => {
    const error = { code: 'bad_request', message: 'There is no provider there.', field: 'issuer' };
    return Response.json({ error }, { status: 400 });
  };
  show('owner');
  await screen.findByText('https://chat.test/console/sign-in/w');
  type('Name on the button', 'Fern Login');
  type('Issuer URL', 'https://wrong.example');
  type('Client ID', 'bellhop');
  type('Client secret', 'a canary');
  type('Allowed e-mail domains', 'fern.example, fern.test');
  save();
  expect(await screen.findByText('There is no provider there.')).toBeTruthy();
  expect(screen.getByLabelText('Issuer URL').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText<HTMLInputElement>('Client secret').value).toBe('a canary');
  expect(sent.at(-1)).toEqual([
    'PUT sign-in-provider',
    {
      ...stored,
      version: 0,
      issuer: 'https://wrong.example',
      client_secret: 'a canary',
    },
  ]);
  expect(readDraft('sign-in', 'provider')).toMatchObject({ issuer: 'https://wrong.example' });
  expect(JSON.stringify(readDraft('sign-in', 'provider'))).not.toContain('canary');
});

it('keeps the stored secret when none is typed, and asks before it removes the provider', async () => {
  provider = stored;
  show('owner');
  const name = await screen.findByLabelText<HTMLInputElement>('Name on the button');
  expect(name.value).toBe('Fern Login');
  expect(screen.getByLabelText<HTMLInputElement>('Client secret').value).toBe('');
  type('Name on the button', 'Moss');
  save();
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(sent.at(-1)?.[1]).toEqual({ ...stored, name: 'Moss', client_secret: null });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove the provider' }));
  expect(sent.map(([path]) => path)).not.toContain('DELETE sign-in-provider');
  const question = await screen.findByRole('alertdialog');
  fireEvent.click([...question.querySelectorAll('button')].at(-1)!);
  await waitFor(() => expect(sent.map(([path]) => path)).toContain('DELETE sign-in-provider'));
});
