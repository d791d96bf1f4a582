// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../app.tsx';
import { BellhopError } from '../../../shared/errors.ts';
import type { CreateAgentSession } from '../../../shared/client/types.ts';
import { account } from '../../store/account.ts';
import { provideSessions } from '../../store/create-desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { navigate, route } from '../../store/route.ts';
import { createFakeSession } from '../../testing/fake-session.ts';
import { makeConversation } from '../../testing/make-conversation.ts';
import { keepDraft, readDraft, unsavedPages } from '../settings/unsaved.ts';
import { leaveConsole, leaveFailure } from './leave-console.ts';

const place = (id: string, name: string) => ({
  workspace: { id, name },
  member: { id: `member-${id}`, name: 'Mo', role: 'owner' as const },
});
const [fern, moss] = [place('w1', 'Fern Shop'), place('w2', 'Moss')];
const me = (memberships = [fern, moss]) => ({
  user: { id: 'u', email: 'mo@example.org', name: 'Mo' },
  memberships,
});
const lena = makeConversation({
  assignee_id: fern.member.id,
  visitor: { id: crypto.randomUUID(), name: 'Lena' },
});
const opened: string[] = [];
const closed: string[] = [];

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  opened.length = 0;
  closed.length = 0;
  const create: CreateAgentSession = ({ workspace }) => {
    opened.push(workspace);
    const session = createFakeSession(workspace === 'w1' ? [lena] : []);
    session.close = vi.fn<() => void>(() => void closed.push(workspace));
    return session;
  };
  provideSessions(create);
  vi.stubGlobal('fetch', async () => Response.json({}));
  account.value = { state: 'signed-in', me: me() };
  navigate({ name: 'inbox', workspace: 'w1', view: 'waiting' });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('goes to the other workspace by its address, and takes nothing of the former one along', async () => {
  render(<App />);
  const menu = await screen.findByRole<HTMLSelectElement>('combobox', {
    name: 'Switch workspace: Fern Shop',
  });
  expect(await screen.findByText('Lena')).toBeTruthy();
  keepDraft('members', 'invite', { email: 'half@typed' });
  expect([...unsavedPages.value]).toEqual(['members']);
  fireEvent.change(menu, { target: { value: 'w2' } });
  await screen.findByRole('combobox', { name: 'Switch workspace: Moss' });
  expect(route.value).toMatchObject({ name: 'inbox', workspace: 'w2' });
  expect(location.pathname).toContain('/w/w2/');
  await waitFor(() => expect(screen.queryByText('Lena')).toBeNull());
  expect([opened, closed]).toEqual([['w1', 'w2'], ['w1']]);
  expect(unsavedPages.value.size).toBe(0);
  expect(readDraft('members', 'invite')).toBeUndefined();
  navigate({ name: 'inbox', workspace: 'w1', view: 'waiting' });
  expect(readDraft('members', 'invite')).toEqual({ email: 'half@typed' });
  keepDraft('members', 'invite', undefined);
});

it('is not there for who works in one workspace alone', async () => {
  account.value = { state: 'signed-in', me: me([fern]) };
  render(<App />);
  expect(await screen.findByText('Lena')).toBeTruthy();
  expect(screen.queryByRole('combobox', { name: /Switch workspace/ })).toBeNull();
});

it('[S10] asks once before unsent work is lost, and then leaves nothing of the person', async () => {
  render(<App />);
  await screen.findByText('Lena');
  draftOf(fern.member.id, lena.id).value = 'half a reply';
  keepDraft('members', 'invite', { email: 'half@typed' });
  localStorage.setItem('bellhop.console.theme', 'dark');
  await leaveConsole();
  expect(account.value.state).toBe('signed-in');
  expect((await screen.findByRole('alert')).textContent).toContain('Sign out again');
  await leaveConsole();
  expect([account.value.state, leaveFailure.value]).toEqual(['signed-out', undefined]);
  expect(route.value).toEqual({ name: 'sign-in', workspace: 'w1' });
  expect(Object.keys({ ...localStorage })).toEqual(['bellhop.console.theme']);
  expect(sessionStorage.length).toBe(0);
  expect(draftOf(fern.member.id, lena.id).value).toBe('');
  navigate({ name: 'inbox', workspace: 'w1', view: 'waiting' });
  expect(readDraft('members', 'invite')).toBeUndefined();
});

it('opens the desk anew when only the session that its socket began with is over, but not again and again', async () => {
  const sessions: ReturnType<typeof createFakeSession>[] = [];
  provideSessions(() => {
    const session = createFakeSession([lena]);
    sessions.push(session);
    return session;
  });
  vi.stubGlobal('fetch', async () => Response.json(me()));
  render(<App />);
  await screen.findByText('Lena');
  const error = new BellhopError('unauthenticated', 'x');
  sessions[0]?.set({ connection: { kind: 'refused', error } });
  await waitFor(() => expect(sessions).toHaveLength(2));
  expect(account.value.state).toBe('signed-in');
  sessions[1]?.set({ connection: { kind: 'refused', error } });
  await waitFor(() => expect(account.value).toEqual({ state: 'signed-out', why: 'ended' }));
});
