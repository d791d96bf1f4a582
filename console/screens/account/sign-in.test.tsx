// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../../../shared/protocol/http.ts';
import { account, sessionEnded } from '../../store/account.ts';
import { ForgotPassword } from './forgot-password.tsx';
import { ResetPassword } from './reset-password.tsx';
import { SetUp } from './set-up.tsx';
import { SignIn } from './sign-in.tsx';

const me: Me = { user: { id: 'u', email: 'mo@example.org', name: 'Mo' }, memberships: [] };
type Answers = Record<string, [status: number, body: unknown] | 'unreachable'>;
let calls: Array<{ path: string; body: unknown }>;

function serve(answers: Answers): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = `${init.method} ${url.replace('/api/v1', '')}`;
    calls.push({ path, body: init.body ? JSON.parse(String(init.body)) : undefined });
    const answer = answers[path] ?? [404, { error: { code: 'not_found', message: path } }];
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    return Response.json(answer[1], { status: answer[0] });
  });
}

const refused = (code: string, status: number, more: object = {}): [number, unknown] => [
  status,
  { error: { code, message: 'In the words of the server.', ...more } },
];

function signInWith(email: string, password: string): void {
  fireEvent.input(screen.getByRole('textbox', { name: 'Email' }), { target: { value: email } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

beforeEach(() => {
  calls = [];
  account.value = { state: 'signed-out' };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const CLOSED = { 'GET /setup': [200, { open: false }] } satisfies Answers;

describe('SignIn', () => {
  it('signs in', async () => {
    serve({ ...CLOSED, 'POST /auth/sign-in/email': [200, {}], 'GET /me': [200, me] });
    render(<SignIn />);
    signInWith(' mo@example.org ', 'correct horse');
    await waitFor(() => expect(account.value).toEqual({ state: 'signed-in', me }));
    const sent = calls.find((call) => call.path === 'POST /auth/sign-in/email');
    expect(sent?.body).toEqual({ email: 'mo@example.org', password: 'correct horse' });
  });

  it.each([
    [refused('unauthenticated', 401), 'This email and password do not match'],
    [refused('rate_limited', 429, { retry_after: 42 }), 'Try again in 42 seconds'],
    [refused('internal', 500), 'Something went wrong on the server'],
    ['unreachable' as const, 'cannot be reached'],
  ])('says what is wrong and keeps what was typed: %j', async (answer, words) => {
    serve({ ...CLOSED, 'POST /auth/sign-in/email': answer });
    render(<SignIn />);
    signInWith('mo@example.org', 'wrong');
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Email' }).value).toBe('mo@example.org');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong');
  });

  it('names the field that is empty or wrong, and asks nobody', async () => {
    serve(CLOSED);
    render(<SignIn />);
    signInWith('nonsense', '');
    const email = screen.getByRole('textbox', { name: 'Email' });
    await waitFor(() => expect(email.getAttribute('aria-invalid')).toBe('true'));
    const note = document.getElementById(email.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toContain('not an e-mail address');
    expect(calls.map((call) => call.path).toSorted()).toEqual(['GET /auth/provider', 'GET /setup']);
  });

  it('asks for the second step, and says when its code is wrong', async () => {
    serve({
      ...CLOSED,
      'POST /auth/sign-in/email': [200, { twoFactorRedirect: true }],
      'POST /auth/two-factor/verify-totp': refused('unauthenticated', 401),
    });
    render(<SignIn />);
    signInWith('mo@example.org', 'correct horse');
    fireEvent.input(await screen.findByRole('textbox', { name: 'Code' }), { target: { value: '123 456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect((await screen.findByRole('alert')).textContent).toContain('not valid');
    expect(calls.at(-1)?.body).toEqual({ code: '123456' });
  });

  it('tells somebody whose session ended elsewhere why they are here', async () => {
    serve(CLOSED);
    account.value = { state: 'signed-in', me };
    sessionEnded();
    render(<SignIn />);
    expect(screen.getByRole('status').textContent).toContain('your drafts are kept');
  });

  it('points to the set-up link while nobody owns the server', async () => {
    serve({ 'GET /setup': [200, { open: true }] });
    render(<SignIn />);
    expect((await screen.findByRole('status')).textContent).toContain('no owner yet');
  });
});

describe('ForgotPassword', () => {
  const ask = () => {
    render(<ForgotPassword />);
    fireEvent.input(screen.getByRole('textbox', { name: 'Email' }), { target: { value: 'mo@example.org' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send the link' }));
  };

  it('[S11] says the same for every address', async () => {
    serve({ 'POST /auth/request-password-reset': [200, {}] });
    ask();
    expect((await screen.findByRole('status')).textContent).toContain(
      'If mo@example.org belongs to somebody',
    );
  });

  it('names the command where the server has no e-mail', async () => {
    serve({ 'POST /auth/request-password-reset': refused('unavailable', 503) });
    ask();
    const words = (await screen.findByRole('alert')).textContent;
    expect(words).toContain('no e-mail set up');
    expect(words).toContain('npm run reset-password -- you@example.org');
  });

  it('does not blame e-mail when the server is not there', async () => {
    serve({ 'POST /auth/request-password-reset': 'unreachable' });
    ask();
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });
});

describe('ResetPassword', () => {
  const choose = (password: string) => {
    fireEvent.input(screen.getByLabelText('New password'), { target: { value: password } });
    fireEvent.click(screen.getByRole('button', { name: 'Change password' }));
  };

  it('changes the password and says so at the sign-in', async () => {
    serve({ 'POST /auth/reset-password': [200, {}] });
    render(<ResetPassword token="T" />);
    choose('a long enough one');
    await waitFor(() => expect(account.value).toEqual({ state: 'signed-out', why: 'reset' }));
    expect(calls[0]?.body).toEqual({ token: 'T', newPassword: 'a long enough one' });
  });

  it('offers a new link when this one is spent', async () => {
    serve({ 'POST /auth/reset-password': refused('bad_request', 400, { field: 'token' }) });
    render(<ResetPassword token="T" />);
    choose('a long enough one');
    expect(await screen.findByRole('link', { name: 'Ask for a new link' })).toBeTruthy();
  });

  it('refuses a short password before sending it', () => {
    serve({});
    render(<ResetPassword token="T" />);
    choose('short');
    expect(screen.getByText('At least 10 characters.')).toBeTruthy();
    expect(calls).toEqual([]);
  });
});

describe('SetUp', () => {
  it('says when the server has its owner already', async () => {
    serve(CLOSED);
    render(<SetUp token="T" />);
    expect(await screen.findByText(/set up already/)).toBeTruthy();
  });

  it('makes the owner and signs them in', async () => {
    serve({
      'GET /setup': [200, { open: true }],
      'POST /setup': [201, {}],
      'POST /auth/sign-in/email': [200, {}],
      'GET /me': [200, me],
    });
    render(<SetUp token="T" />);
    const type = (name: string, value: string) =>
      fireEvent.input(screen.getByLabelText(name), { target: { value } });
    type('Your name', 'Mo');
    type('Email', 'mo@example.org');
    type('Password', 'correct horse');
    fireEvent.click(screen.getByRole('button', { name: 'Create account' }));
    await waitFor(() => expect(account.value.state).toBe('signed-in'));
    const sent = calls.find((call) => call.path === 'POST /setup')?.body;
    expect(sent).toEqual({ token: 'T', name: 'Mo', email: 'mo@example.org', password: 'correct horse' });
  });
});
