// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../app.tsx';
import type { Me } from '../../../shared/protocol/http.ts';
import { account, loadAccount } from '../../store/account.ts';
import { provideSessions } from '../../store/create-desk.ts';
import { navigate, parseRoute, route } from '../../store/route.ts';
import { createFakeSession } from '../../testing/fake-session.ts';
import { SignIn } from './sign-in.tsx';

const WS = '00000000-0000-4000-8000-000000000001';
const membership = {
  workspace: { id: WS, name: 'Fern' },
  member: { id: 'm1', name: 'Mo', role: 'agent' as const },
};
const me = (change: Partial<Me['memberships'][number]> = {}, user: Partial<Me['user']> = {}): Me => ({
  user: { id: 'u', email: 'mo@example.org', name: 'Mo', ...user },
  memberships: [{ ...membership, ...change }],
});
const URI = 'otpauth://totp/Bellhop:mo?secret=JBSWY3DPEHPK3PXP&issuer=Bellhop';
let calls: Array<[string, unknown]>;
let answers: Record<string, () => Response>;

const json = (body: unknown, status = 200) => Response.json(body, { status });
const refused = (field: string) => () => json({ error: { code: 'forbidden', message: 'no', field } }, 403);

beforeEach(() => {
  calls = [];
  answers = { 'GET /setup': () => json({ open: false }) };
  account.value = { state: 'signed-out' };
  provideSessions(() => createFakeSession([]));
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = `${method} ${url.replace('/api/v1', '')}`;
    calls.push([path, body ? JSON.parse(String(body)) : undefined]);
    return (answers[path] ?? (() => json({ error: { code: 'not_found', message: path } }, 404)))();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  navigate({ name: 'home' });
});

describe('the button of a provider', () => {
  it('is of the workspace in the address, and leads to its provider', async () => {
    navigate({ name: 'sign-in', workspace: WS });
    answers[`GET /auth/provider?workspace_id=${WS}`] = () =>
      json({ provider: { workspace_id: WS, name: 'Fern <Login>' } });
    answers['POST /auth/provider/begin'] = () => json({ url: 'https://login.test/authorize?state=s' });
    const assign = vi.fn<(url: string) => void>();
    vi.stubGlobal('location', { ...location, assign });
    render(<SignIn />);
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in with Fern <Login>' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('https://login.test/authorize?state=s'));
    expect(calls.at(-1)).toEqual(['POST /auth/provider/begin', { workspace_id: WS }]);
  });

  it('is not there where there is no provider', async () => {
    answers['GET /auth/provider'] = () => json({ provider: null });
    render(<SignIn />);
    await waitFor(() => expect(calls.map(([path]) => path)).toContain('GET /auth/provider'));
    expect(screen.queryByRole('button', { name: /Sign in with/ })).toBeNull();
  });
});

describe('the way back from the provider', () => {
  const back = (query: string) => {
    const here = parseRoute(new URL(`https://chat.test/console/sign-in/${WS}?${query}`));
    route.value = here;
    render(<App />);
    return here;
  };

  it('signs in with what was brought, once, and goes to the workspace', async () => {
    answers['POST /auth/provider/finish'] = () => json({ workspace_id: WS });
    answers['GET /me'] = () => json(me());
    const here = back('code=C&state=S&iss=https%3A%2F%2Flogin.test');
    expect(here.name).toBe('provider-return');
    await waitFor(() => expect(route.value).toMatchObject({ name: 'inbox', workspace: WS }));
    const sent = calls.filter(([path]) => path === 'POST /auth/provider/finish');
    expect(sent.map(([, body]) => body)).toEqual([
      { workspace_id: WS, code: 'C', state: 'S', iss: 'https://login.test' },
    ]);
    expect(location.href).not.toContain('code=');
  });

  it.each([
    ['state', 'begun elsewhere'],
    ['email_verified', 'is verified'],
    ['member', 'not a member'],
    ['email', 'Addresses of this domain'],
    ['second_factor', 'second factor'],
    ['provider', 'did not confirm'],
  ])('says why somebody is not let in: %s', async (field, words) => {
    answers['POST /auth/provider/finish'] = refused(field);
    back('code=C&state=S');
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    const link = screen.getByRole('link', { name: 'Back to sign in' });
    expect(link.getAttribute('href')).toBe(`/console/sign-in/${WS}`);
  });
});

describe('a workspace that asks for a second factor', () => {
  it('shows nothing but the way to one: password, first code, recovery codes', async () => {
    account.value = { state: 'signed-in', me: me({ needs_second_factor: true }) };
    navigate({ name: 'settings', workspace: WS, page: 'members' });
    answers['POST /auth/two-factor/enable'] = () =>
      json({ totpURI: URI, backupCodes: ['aaaa-1111', 'bbbb-2222'] });
    answers['POST /auth/two-factor/verify-totp'] = () => json({});
    answers['GET /me'] = () => json(me({}, { two_factor: true }));
    render(<App />);
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Set up a second factor');
    fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'correct horse' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set up' }));
    expect(await screen.findByRole('img', { name: 'QR code for the authenticator app' })).toBeTruthy();
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox', { name: 'Code' }), { target: { value: '123 456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('bbbb-2222')).toBeTruthy();
    expect(calls.at(-1)).toEqual(['POST /auth/two-factor/verify-totp', { code: '123456' }]);
    expect(account.value).toMatchObject({ me: { memberships: [{ needs_second_factor: true }] } });
    fireEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
    await waitFor(() => expect(screen.queryByText('bbbb-2222')).toBeNull());
    expect(account.value).toMatchObject({ me: { user: { two_factor: true } } });
  });

  it('tells who came through a provider that it is not set up here', async () => {
    account.value = { state: 'signed-in', me: me({ needs_second_factor: true }, { through: 'provider' }) };
    navigate({ name: 'inbox', workspace: WS, view: 'mine' });
    render(<App />);
    expect(await screen.findByText(/came through a sign-in provider/)).toBeTruthy();
    expect(screen.queryByLabelText('Password')).toBeNull();
  });
});

describe('[S10] the next person at this device', () => {
  it('finds nothing of the former one in storage', async () => {
    localStorage.setItem('bellhop.console.draft.other.c1', 'secret draft');
    localStorage.setItem(`bellhop:${WS}:other:outbox:1`, 'secret reply');
    localStorage.setItem('bellhop.console.draft.m1.c2', 'mine');
    localStorage.setItem('bellhop.console.theme', 'dark');
    localStorage.setItem('not-ours', 'stays');
    answers['GET /me'] = () => json(me());
    await loadAccount();
    const left = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at)).toSorted();
    expect(left).toEqual(['bellhop.console.draft.m1.c2', 'bellhop.console.theme', 'not-ours']);
    localStorage.clear();
  });
});
