// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Member } from '../../../../shared/protocol/members.ts';
import { forgetDrafts, unsavedPages } from '../unsaved.ts';
import MembersPage from './members-page.tsx';

const WS = 'w';
const ada: Member = {
  id: 'm1',
  name: 'Ada <b>',
  email: 'ada@example.org',
  role: 'admin',
  state: 'active',
  created_at: '2026-05-01T09:00:00.000Z',
  last_seen_at: null,
};
const invitation = {
  id: 'i1',
  email: 'nia@example.org',
  role: 'agent',
  state: 'open',
  invited_by: 'Ada',
  created_at: '2026-05-01T09:00:00.000Z',
  expires_at: '2026-05-08T09:00:00.000Z',
};
const sent: Array<[string, string, unknown]> = [];
let answers: Record<string, () => Response>;

const show = (role: 'owner' | 'admin' | 'agent', id?: string) => {
  const member = { id: 'me', name: 'Mo', role };
  const membership = { workspace: { id: WS, name: 'Fern' }, member };
  const me = { user: { id: 'u', email: 'mo@example.org', name: 'Mo' }, memberships: [membership] };
  render(<MembersPage membership={membership} me={me} id={id} />);
};

beforeEach(() => {
  sent.length = 0;
  answers = {
    [`GET /workspaces/${WS}/members`]: () => Response.json({ members: [ada] }),
    [`GET /workspaces/${WS}/invitations`]: () => Response.json({ invitations: [invitation] }),
  };
  vi.stubGlobal('fetch', (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = url.replace('/api/v1', '');
    sent.push([method, path, typeof body === 'string' ? JSON.parse(body) : undefined]);
    const answer = answers[`${method} ${path}`];
    return Promise.resolve(
      answer ? answer() : Response.json({ error: { code: 'not_found', message: 'no' } }, { status: 404 }),
    );
  });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});
const type = (name: string, value: string) =>
  fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } });

it('lists members to everybody, and invitations to those who manage members alone', async () => {
  show('agent');
  const table = await screen.findByRole('table');
  expect(within(table).getByText('Ada <b>')).toBeTruthy();
  expect(within(table).getByText('Not yet')).toBeTruthy();
  expect(screen.queryByText('Invite somebody')).toBeNull();
  expect(sent.map(([, path]) => path)).not.toContain(`/workspaces/${WS}/invitations`);
});

it('shows what the server says is wrong at the field, loses nothing, and then shows the link', async () => {
  answers[`POST /workspaces/${WS}/invitations`] = () =>
    Response.json(
      {
        error: {
          code: 'conflict',
          message: 'Somebody with this address works here already.',
          field: 'email',
        },
      },
      { status: 409 },
    );
  show('admin');
  await screen.findByRole('list', { name: 'Invitations that wait' });
  type('Email', 'not an address');
  fireEvent.click(screen.getByRole('button', { name: 'Invite' }));
  expect(await screen.findByText(/not an e-mail address/)).toBeTruthy();
  expect(sent.some(([method]) => method === 'POST')).toBe(false);
  type('Email', 'new@example.org');
  expect(unsavedPages.value.has('members')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Invite' }));
  expect(await screen.findByText('Somebody with this address works here already.')).toBeTruthy();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Email' });
  expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['new@example.org', 'true']);

  const link = 'https://chat.test/console/#/invite/T';
  answers[`POST /workspaces/${WS}/invitations`] = () =>
    Response.json(
      { invitation: { ...invitation, email: 'new@example.org' }, delivery: 'link', link },
      { status: 201 },
    );
  fireEvent.click(screen.getByRole('button', { name: 'Invite' }));
  await waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /Link for/ }).value).toBe(link),
  );
  expect(sent.at(-2)).toEqual([
    'POST',
    `/workspaces/${WS}/invitations`,
    { email: 'new@example.org', role: 'agent' },
  ]);
  expect(unsavedPages.value.has('members')).toBe(false);
});

it('lets only owners invite owners', async () => {
  const roles = () =>
    within(screen.getByRole('combobox', { name: 'Role' }))
      .getAllByRole('option')
      .map((option) => option.textContent);
  show('admin');
  expect(roles()).toEqual(['Agent', 'Admin']);
  cleanup();
  show('owner');
  expect(roles()).toEqual(['Agent', 'Admin', 'Owner']);
});

it('asks before it deactivates, and shows the refusal', async () => {
  const details = {
    ...ada,
    chat_limit: null,
    sessions: 2,
    two_factor: false,
    teams: [{ id: 't', name: 'Sales' }],
  };
  answers[`GET /workspaces/${WS}/members/m1`] = () => Response.json(details);
  answers[`POST /workspaces/${WS}/members/m1/deactivate`] = () =>
    Response.json({ error: { code: 'conflict', message: 'This is the last owner.' } }, { status: 409 });
  show('admin', 'm1');
  expect(await screen.findByText('Sales')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Hand over ownership' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  expect(sent.some(([method]) => method === 'POST')).toBe(false);
  const question = await screen.findByRole('alertdialog');
  fireEvent.click(within(question).getByRole('button', { name: 'Deactivate' }));
  expect(await screen.findByText('This is the last owner.')).toBeTruthy();
});

it('sets how many chats a member takes at once, and says at the field what does not fit', async () => {
  const path = `/workspaces/${WS}/members/m1`;
  const details = { ...ada, chat_limit: null, sessions: 1, two_factor: false, teams: [] };
  answers[`GET ${path}`] = () => Response.json(details);
  answers[`PUT ${path}/chat-limit`] = () =>
    Response.json(
      { error: { code: 'bad_request', message: 'At most 100.', field: 'chat_limit' } },
      { status: 400 },
    );
  show('admin', 'm1');
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Chats at a time' });
  expect(screen.getByText('As the workspace has it')).toBeTruthy();
  const save = () => fireEvent.submit(field.closest('form')!);
  type('Chats at a time', '101');
  expect(unsavedPages.value.has('members')).toBe(true);
  save();
  expect(await screen.findByText('At most 100.')).toBeTruthy();
  expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['101', 'true']);
  answers[`PUT ${path}/chat-limit`] = () => new Response(null, { status: 204 });
  answers[`GET ${path}`] = () => Response.json({ ...details, chat_limit: 3 });
  type('Chats at a time', '3');
  save();
  await waitFor(() => expect(screen.getByText('3').tagName).toBe('DD'));
  const put = sent.findLast(([method]) => method === 'PUT');
  expect(put).toEqual(['PUT', `${path}/chat-limit`, { chat_limit: 3 }]);
  expect(unsavedPages.value.size).toBe(0);
});
