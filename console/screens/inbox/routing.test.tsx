// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AvailabilityState } from '../../../shared/protocol/routing.ts';
import { now as clock } from '../../store/clock.ts';
import { openDesk, type Desk } from '../../store/desk.ts';
import { route } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { makeConversation, makeEntry, ME, SYSTEM, WORKSPACE } from '../../testing/make-conversation.ts';
import { stubServer, type Call, type Reply } from '../../testing/stub-server.ts';
import { AvailabilityMenu } from './availability-menu.tsx';
import { DeskContext } from './desk-context.ts';
import { OfferCards } from './offer-cards.tsx';
import { ThreadLog } from './thread-log.tsx';

const BASE = `/api/v1/workspaces/${WORKSPACE}`;
const STATE: AvailabilityState = {
  ...{ availability: 'online', accepts_chats: true, reason: null, by_itself: false },
  ...{ since: '2026-05-01T10:00:00.000Z', set_by: null, load: 3, limit: 5, offers: [] },
};
const lena = makeConversation({ visitor: { id: crypto.randomUUID(), name: 'Lena' } });
const why = { rule: 'least_busy', team: { id: WORKSPACE, name: 'Support' }, load: 2, limit: 5 };

let now: AvailabilityState;
let answers: Map<string, Reply>;
let calls: Call[];
let session: FakeSession;
let desk: Desk;

function show(what: ComponentChildren) {
  render(<DeskContext.Provider value={desk}>{what}</DeskContext.Provider>);
}
const offered = (left_ms = 20_000): AvailabilityState => ({
  ...STATE,
  offers: [
    { conversation_id: lena.id, offered_at: '2026-05-01T10:00:00.000Z', left_ms, from: null, note: null },
  ],
});
const told = () => session.tell({ type: 'availability.changed', member_id: ME });
const opener = () => screen.findByRole('button', { name: /^Availability/ });

beforeEach(() => {
  now = STATE;
  answers = new Map();
  calls = stubServer((path) =>
    path === `GET ${BASE}/members/${ME}/availability` ? [200, now] : answers.get(path),
  );
  session = createFakeSession([lena]);
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
  session.set({});
});
afterEach(() => {
  desk.close();
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the load, and follows what is told of this agent', async () => {
  show(<AvailabilityMenu />);
  expect(await screen.findByRole('button', { name: 'Availability: Online, 3 of 5 chats' })).toBeTruthy();
  now = { ...STATE, load: 4 };
  const ended = makeEntry(3, { type: 'assigned', body: { member_id: ME, name: 'Mo' }, sender: SYSTEM });
  session.tell({
    type: 'workspace.changed',
    rev: 9,
    changes: [{ conversation: { ...lena, status: 'open', assignee_id: ME }, entries: [ended] }],
  });
  await waitFor(() => expect(screen.getByText('4/5')).toBeTruthy());
  now = { ...STATE, availability: 'away', by_itself: true };
  session.tell({ type: 'availability.changed', member_id: crypto.randomUUID() });
  told();
  await screen.findByRole('button', { name: /no input here/ });
});

it('is a menu for keys: arrows move round, a choice is told, Escape gives the focus back', async () => {
  show(<AvailabilityMenu />);
  const button = await opener();
  fireEvent.keyDown(button, { key: 'ArrowDown' });
  const online = await screen.findByRole('menuitemradio', { name: 'Online' });
  await waitFor(() => expect(document.activeElement).toBe(online));
  fireEvent.keyDown(online, { key: 'ArrowUp' });
  const noNew = screen.getByRole('menuitemcheckbox', { name: 'No new chats' });
  expect(document.activeElement).toBe(noNew);
  fireEvent.click(noNew);
  fireEvent.keyDown(noNew, { key: 'Home' });
  expect(document.activeElement).toBe(online);
  fireEvent.keyDown(online, { key: 'Escape' });
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(button);
  const puts = calls.filter(({ path }) => path.startsWith('PUT'));
  expect(puts).toEqual([
    {
      path: `PUT ${BASE}/availability`,
      body: { availability: 'online', accepts_chats: false, reason: null, by_itself: false },
    },
  ]);
});

it('takes a reason, and says why a change was refused', async () => {
  answers.set(`PUT ${BASE}/availability`, [409, { error: { code: 'conflict', message: 'Not now.' } }]);
  show(<AvailabilityMenu />);
  fireEvent.click(await opener());
  const reason = screen.getByRole('textbox', { name: 'Reason' });
  fireEvent.input(reason, { target: { value: 'Lunch' } });
  fireEvent.submit(reason.closest('form')!);
  await waitFor(() => expect(calls.at(-1)?.path).toContain('GET'));
  expect(calls.find(({ path }) => path.startsWith('PUT'))?.body).toMatchObject({ reason: 'Lunch' });
  fireEvent.click(await opener());
  expect((await screen.findByRole('alert')).textContent).toContain('Not now.');
});

it('shows an offered chat, tells it politely, and accepts it by a key', async () => {
  now = offered();
  answers.set(`POST ${BASE}/conversations/${lena.id}/offer/accept`, [200, {}]);
  show(<OfferCards />);
  told();
  const card = await screen.findByRole('article', { name: 'Lena is waiting' });
  expect(within(card).getByRole('button', { name: 'Decline' })).toBeTruthy();
  await waitFor(() =>
    expect(screen.getAllByRole('log')[0]!.textContent).toContain('Lena has been waiting since'),
  );
  now = STATE;
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
  await waitFor(() => expect(route.value).toMatchObject({ name: 'conversation', conversation: lena.id }));
});

it('says that an offer is over, and lets it go when its time is', async () => {
  now = offered();
  answers.set(`POST ${BASE}/conversations/${lena.id}/offer/decline`, [
    409,
    { error: { code: 'conflict', message: 'over' } },
  ]);
  show(<OfferCards />);
  told();
  const decline = await screen.findByRole('button', { name: 'Decline' });
  now = offered(1);
  fireEvent.click(decline);
  await screen.findByText('This chat is not offered to you any more.');
  await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
});

it('tells decisions in the thread, and who could have had it when asked', async () => {
  const events = [
    makeEntry(1, { type: 'offered', body: { member_id: WORKSPACE, name: 'Kim', until: '', why } }),
    makeEntry(2, { type: 'offer_passed', body: { member_id: WORKSPACE, name: 'Kim', how: 'declined' } }),
    makeEntry(3, { type: 'queued', body: { team_id: WORKSPACE, team_name: 'Support', why: 'transfer' } }),
    makeEntry(4, { type: 'assigned', body: { member_id: ME, name: 'Ada', why } }),
    makeEntry(5, { type: 'assigned', body: { member_id: ME, name: 'Ada' } }),
    makeEntry(6, { type: 'offered', body: { name: 'Kim', why: { rule: 'magic' } } }),
  ];
  const base = { load: 2, team_load: 1, limit: 5 };
  answers.set(`GET ${BASE}/conversations/${lena.id}/decisions/4`, [
    200,
    {
      candidates: [
        { ...base, member_id: ME, name: 'Ada', excluded: null },
        { ...base, member_id: WORKSPACE, name: 'Kim', excluded: 'passed' },
      ],
    },
  ]);
  session.show(lena, events);
  show(<ThreadLog conversation={lena} thread={session.getState().threads.get(lena.id)!} />);
  for (const text of [
    'Offered to Kim: 2 of 5 chats, fewest in Support',
    'Kim let it pass',
    'Moved to Support',
    'Assigned to Ada: 2 of 5 chats, fewest in Support',
    'Assigned to Ada',
  ])
    expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByText(/cannot show yet/)).toBeTruthy();
  const summaries = screen.getAllByText('Who could have had it');
  expect(summaries).toHaveLength(2);
  const details = summaries[1]!.closest('details')!;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await within(details).findByText('Had let it pass');
  expect(within(details).getByText('Got it')).toBeTruthy();
});

it('says once that a wait passes the target, and nothing of what was late before', async () => {
  const early = makeConversation({ visitor: { id: crypto.randomUUID(), name: 'Tom' } });
  const late = makeConversation({
    ...{ visitor: { id: crypto.randomUUID(), name: 'Eve' }, waiting_since: '2026-05-01T09:00:00.000Z' },
  });
  session.set({ conversations: new Map([early, late].map((one) => [one.id, one])) });
  clock.value = Date.parse('2026-05-01T10:00:30.000Z');
  show(<OfferCards />);
  const log = screen.getByRole('log', { name: 'Longest wait' });
  expect(log.textContent).toBe('');
  clock.value = Date.parse('2026-05-01T10:01:05.000Z');
  await waitFor(() => expect(log.textContent).toBe('Tom waits longer than the target'));
});
