// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { openDesk, type Desk } from '../../store/desk.ts';
import { now } from '../../store/clock.ts';
import { route } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { AGENT, makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';
import { stubServer, type Call, type Reply } from '../../testing/stub-server.ts';
import { DeskContext } from '../inbox/desk-context.ts';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import Supervision from './supervision.tsx';

const BASE = `/api/v1/workspaces/${WORKSPACE}`;
const SUPPORT = '33333333-3333-4333-8333-333333333333';
const ADA = '55555555-5555-4555-8555-555555555555';
const START = Date.parse('2026-05-01T10:00:00.000Z');
const ada = {
  ...{ member_id: ADA, name: 'Ada', availability: 'online', accepts_chats: true, reason: null },
  ...{ by_itself: false, since: '2026-05-01T10:00:00.000Z', connected: true, load: 3, limit: 5 },
};
const lena = makeConversation({ team_id: SUPPORT, visitor: { id: crypto.randomUUID(), name: 'Lena' } });
const tom = makeConversation({
  ...{ team_id: SUPPORT, visitor: { id: crypto.randomUUID(), name: 'Tom' }, status: 'open' },
  ...{ assignee_id: ADA, assignee_name: 'Ada', waiting_since: null, agent_read: 0 },
});

let agents: object[];
let answers: Map<string, Reply>;
let calls: Call[];
let session: FakeSession;
let desk: Desk;

const here = (given: Partial<SupervisionRoute> = {}): SupervisionRoute => ({
  name: 'supervision',
  workspace: WORKSPACE,
  ...given,
});
const member = (role: 'admin' | 'agent') => ({
  workspace: { id: WORKSPACE, name: 'Fern' },
  member: { id: ME, name: 'Mo', role },
});
const show = (at = here(), role: 'admin' | 'agent' = 'admin') =>
  render(
    <DeskContext.Provider value={desk}>
      <Supervision membership={member(role)} here={at} />
    </DeskContext.Provider>,
  );
const watched = (chat: Conversation) => here({ team: SUPPORT, conversation: chat.id });

beforeEach(() => {
  agents = [{ ...ada, offered: [] }];
  answers = new Map();
  calls = stubServer((path) =>
    path === `GET ${BASE}/supervision`
      ? [
          200,
          {
            teams: [
              { id: SUPPORT, name: 'Support', strategy: 'least_busy', chat_limit: null, member_ids: [ADA] },
            ],
            agents,
          },
        ]
      : answers.get(path),
  );
  now.value = START + 90_000;
  session = createFakeSession([lena, tom]);
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
  session.set({});
});
afterEach(() => {
  desk.close();
  cleanup();
  vi.unstubAllGlobals();
});

it('shows who waits, for how long against the target, and what each agent has', async () => {
  show();
  const queue = await screen.findByRole('list', { name: 'Queue' });
  expect(within(queue).getByText('Lena')).toBeTruthy();
  expect(queue.querySelector('.wait.late')?.textContent).toContain('Longer than the wait target');
  const people = screen.getByRole('list', { name: 'Agents' });
  expect(within(people).getByText('3 of 5 chats')).toBeTruthy();
  expect(within(screen.getByRole('list', { name: 'Chats of Ada' })).getByText('Tom')).toBeTruthy();
  await waitFor(() =>
    expect(screen.getByRole('log').textContent).toContain('Support: a visitor waits longer'),
  );
});

it('follows what is told, at once for chats and with the next answer for agents', async () => {
  show();
  await screen.findByRole('list', { name: 'Queue' });
  agents = [{ ...ada, availability: 'away', reason: 'Lunch', load: 4, offered: [lena.id] }];
  session.tell({ type: 'availability.changed', member_id: ADA });
  await screen.findByText('4 of 5 chats');
  expect(screen.getByText('Away · Lunch')).toBeTruthy();
  expect(screen.getByText('Offered to Ada')).toBeTruthy();
  session.set({ conversations: new Map([[lena.id, { ...lena, status: 'ended' }]]) });
  await screen.findByText('Nobody waits.');
  const asked = () => calls.filter(({ path }) => path.endsWith('/supervision')).length;
  const before = asked();
  session.tell({ type: 'presence.changed', visitor_id: crypto.randomUUID(), online: true });
  expect(asked()).toBe(before);
});

it('watches without a receipt, whispers to who has the chat, joins, and replies then', async () => {
  session.show(tom, [makeEntry(1), makeEntry(2)]);
  const whispered = `POST ${BASE}/conversations/${tom.id}/notes`;
  answers.set(whispered, [200, {}]);
  answers.set(`POST ${BASE}/conversations/${tom.id}/join`, [200, {}]);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  show(watched(tom));
  await screen.findByText(/You are watching. Ada has this chat/);
  expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
  const note = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Whisper to Ada' });
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(document.activeElement).toBe(note);
  fireEvent.input(note, { target: { value: 'Offer a refund' } });
  fireEvent.keyDown(note, { key: 'Enter' });
  await waitFor(() => expect(note.value).toBe(''));
  expect(calls.find(({ path }) => path === whispered)?.body).toMatchObject({
    ...{ text: 'Offer a refund', mentions: [{ kind: 'member', id: ADA }] },
  });
  expect(session.markRead).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(calls.some(({ path }) => path.endsWith('/join'))).toBe(true));
  const joined = makeEntry(3, { type: 'joined', body: { member_id: ME, name: 'Mo' }, sender: AGENT });
  session.show({ ...tom, seq: 3, public_seq: 3 }, [makeEntry(1), makeEntry(2), joined]);
  await screen.findByText('You joined; Ada keeps this chat.');
  expect(screen.getByRole('textbox', { name: 'Reply' })).toBeTruthy();
  await waitFor(() => expect(session.markRead).toHaveBeenCalled());
});

it('says why a take-over was refused, and steps back by Escape', async () => {
  session.show(lena, [makeEntry(1)]);
  answers.set(`POST ${BASE}/conversations/${lena.id}/take-over`, [
    409,
    { error: { code: 'conflict', message: 'This conversation has ended.' } },
  ]);
  show(watched(lena));
  fireEvent.click(await screen.findByRole('button', { name: 'Take over' }));
  await screen.findByText('This conversation has ended.');
  expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(route.value).toEqual(here({ team: SUPPORT }));
});

it('asks who would get the next chat, in words', async () => {
  answers.set(`GET ${BASE}/teams/${SUPPORT}/routing`, [
    200,
    {
      choice: { kind: 'nobody', because: 'busy' },
      candidates: [{ ...ada, team_load: 3, excluded: 'at_limit' }],
    },
  ]);
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Who would get the next chat?' }));
  await screen.findByText('Nobody now: all who are at work have all they take.');
  expect(screen.getByText('Has all they take')).toBeTruthy();
});

it('is shut to agents', async () => {
  show(here(), 'agent');
  await screen.findByText('This page is not open to your role');
  expect(calls.some(({ path }) => path.endsWith('/supervision'))).toBe(false);
});

it('says when it cannot be read and asks again, and shows the way where there are no teams', async () => {
  let isDown = true;
  vi.unstubAllGlobals();
  stubServer((path) => {
    if (!path.endsWith('/supervision')) return undefined;
    return isDown
      ? [503, { error: { code: 'unavailable', message: 'Not now.' } }]
      : [200, { teams: [], agents: [] }];
  });
  session.set({ conversations: new Map() });
  show();
  const again = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  fireEvent.click(again);
  const make = await screen.findByRole('link', { name: 'New team' });
  expect(make.getAttribute('href')).toContain('/settings/teams/new');
});
