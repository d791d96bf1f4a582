// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../app.tsx';
import { account } from '../../store/account.ts';
import { provideSessions } from '../../store/create-desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { navigate, route } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import {
  makeConversation,
  makeEntry,
  ME,
  SYSTEM,
  AGENT,
  WORKSPACE,
} from '../../testing/make-conversation.ts';
import { stubServer, type Call, type Reply } from '../../testing/stub-server.ts';
import { closeChatDialog } from './chat-dialog.ts';

const me = {
  user: { id: 'u', email: 'mo@example.org', name: 'Mo' },
  memberships: [
    { workspace: { id: WORKSPACE, name: 'Fern' }, member: { id: ME, name: 'Mo', role: 'owner' as const } },
  ],
};
const BASE = `/api/v1/workspaces/${WORKSPACE}`;
const BILLING = { id: crypto.randomUUID(), name: 'Billing', color: 'blue' as const };
const team = (name: string, member_ids = [ME]) => ({ id: crypto.randomUUID(), name, member_ids });
const [SUPPORT, SALES, OTHERS] = [team('Support'), team('Sales'), team('Others', [])];
const lena = makeConversation({
  status: 'open',
  assignee_id: ME,
  team_id: SUPPORT.id,
  visitor: { id: crypto.randomUUID(), name: 'Lena' },
});
const rosa = makeConversation({ number: 7, visitor: { id: crypto.randomUUID(), name: 'Rosa' } });
const CHAT = `${BASE}/conversations/${lena.id}`;

let session: FakeSession;
let calls: Call[];
let replies: Record<string, Reply>;

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const dialog = (name: string) => screen.findByRole('dialog', { name });
const asked = (path: string) => calls.filter((call) => call.path === path);
const views = () => screen.getByRole('navigation', { name: 'Views' });

async function openLena(): Promise<void> {
  navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: lena.id });
  render(<App />);
  await screen.findByRole('textbox', { name: 'Reply' });
  await waitFor(() => expect(within(views()).getByText('Support')).toBeTruthy());
}

beforeEach(() => {
  localStorage.clear();
  closeChatDialog();
  session = createFakeSession([lena, rosa]);
  session.show(lena, [makeEntry(1)]);
  session.show(rosa, [makeEntry(1)]);
  provideSessions(() => session);
  replies = {
    [`GET ${BASE}/tags`]: [200, { tags: [BILLING] }],
    [`GET ${BASE}/teams`]: [200, { teams: [SUPPORT, SALES, OTHERS] }],
  };
  calls = stubServer((path) => replies[path]);
  account.value = { state: 'signed-in', me };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  draftOf(ME, lena.id).value = '';
});

describe('views', () => {
  it('has an entry for each team one is in, each with its count, live', async () => {
    await openLena();
    expect(within(views()).getByRole('link', { name: /^Team/ }).textContent).toBe('Team1');
    expect(within(views()).getByRole('link', { name: /^Support/ }).textContent).toBe('Support1');
    expect(within(views()).getByRole('link', { name: /^Sales/ }).textContent).toBe('Sales');
    expect(within(views()).queryByText('Others')).toBeNull();
    const next = { ...lena, status: 'snoozed' as const, rev: 99 };
    session.set({ conversations: new Map([[lena.id, next]]) });
    await waitFor(() =>
      expect(within(views()).getByRole('link', { name: /^Snoozed/ }).textContent).toBe('Snoozed1'),
    );
    expect(within(views()).getByRole('link', { name: /^Mine/ }).textContent).toBe('Mine');
  });

  it('narrows any view to a tag, and reads that from the server', async () => {
    session.set({
      conversations: new Map([
        [lena.id, { ...lena, tag_ids: [BILLING.id] }],
        [rosa.id, rosa],
      ]),
    });
    await openLena();
    expect(within(screen.getByRole('list', { name: 'Conversations' })).getAllByRole('listitem')).toHaveLength(
      2,
    );
    fireEvent.change(screen.getByRole('combobox', { name: 'Filter by tag' }), {
      target: { value: BILLING.id },
    });
    await waitFor(() =>
      expect(
        within(screen.getByRole('list', { name: 'Conversations' })).getAllByRole('listitem'),
      ).toHaveLength(1),
    );
    expect(session.loadView).toHaveBeenCalledWith('mine', undefined, {
      team_id: undefined,
      tag_id: BILLING.id,
    });
  });
});

describe('snoozing', () => {
  it('takes a time by its digit, and closes when it is done', async () => {
    replies[`PUT ${CHAT}/snooze`] = [200, lena];
    await openLena();
    press('s');
    const menu = within(await dialog('Snooze until')).getByRole('menu');
    await waitFor(() => expect(menu.contains(document.activeElement)).toBe(true));
    press('1');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [{ body }] = asked(`PUT ${CHAT}/snooze`) as [Call];
    const until = Date.parse((body as { until: string }).until) - Date.now();
    expect(Math.round(until / 60_000)).toBeGreaterThanOrEqual(60);
    expect(Math.round(until / 60_000)).toBeLessThanOrEqual(61);
  });

  it('refuses a time that is over, keeps what was typed, and says why the server refused', async () => {
    replies[`PUT ${CHAT}/snooze`] = [409, { error: { code: 'conflict', message: 'Ada has this chat.' } }];
    await openLena();
    press('s');
    const box = within(await dialog('Snooze until'));
    const field = box.getByLabelText<HTMLInputElement>('Own date and time');
    const snooze = box.getByRole('button', { name: 'Snooze' });
    fireEvent.input(field, { target: { value: '2020-01-01T09:00' } });
    fireEvent.submit(snooze.closest('form')!);
    await box.findByText('Choose a time that is still to come.');
    expect(field.value).toBe('2020-01-01T09:00');
    expect(asked(`PUT ${CHAT}/snooze`)).toEqual([]);
    const ahead = `${new Date().getFullYear() + 1}-01-01T09:00`;
    fireEvent.input(field, { target: { value: ahead } });
    fireEvent.submit(snooze.closest('form')!);
    await box.findByRole('alert');
    expect(field.value).toBe(ahead);
  });

  it('says when it wakes, and wakes it now', async () => {
    replies[`DELETE ${CHAT}/snooze`] = [200, lena];
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString();
    session.show({ ...lena, status: 'snoozed', snoozed_until: until, rev: 50 }, [
      makeEntry(1, { type: 'snoozed', sender: AGENT, public_seq: null, body: { until } }),
      makeEntry(2, { type: 'woken', sender: SYSTEM, public_seq: null, body: { why: 'visitor' } }),
    ]);
    await openLena();
    expect(screen.getAllByText(/^Wakes /).length).toBeGreaterThan(0);
    expect(screen.getByText('It is back: the visitor wrote')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Wake now' }));
    await waitFor(() => expect(asked(`DELETE ${CHAT}/snooze`)).toHaveLength(1));
  });
});

describe('waking', () => {
  it('tells the agent whose chat it is when its time came, and nobody when its visitor wrote', async () => {
    await openLena();
    const woken = (seq: number, why: string) => ({
      type: 'workspace.changed' as const,
      rev: seq,
      changes: [
        { conversation: lena, entries: [makeEntry(seq, { type: 'woken', sender: SYSTEM, body: { why } })] },
      ],
    });
    session.tell(woken(5, 'visitor'));
    session.tell(woken(6, 'time'));
    await screen.findByText('Lena is back from your snoozed chats: it is time.');
    expect(screen.getAllByRole('button', { name: 'Got it' }).length).toBe(1);
  });
});

describe('priority and tags', () => {
  it('sets the priority with the keys alone', async () => {
    replies[`PUT ${CHAT}/priority`] = [200, lena];
    await openLena();
    press('p');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Normal'));
    press('ArrowUp');
    expect(document.activeElement?.textContent).toContain('High');
    fireEvent.click(document.activeElement!);
    await waitFor(() => expect(asked(`PUT ${CHAT}/priority`)[0]?.body).toEqual({ priority: 1 }));
  });

  it('puts on a tag that is found, and makes one that is not', async () => {
    const made = { id: crypto.randomUUID(), name: 'Refund', color: 'red' };
    replies[`PUT ${CHAT}/tags/${BILLING.id}`] = [200, lena];
    replies[`PUT ${CHAT}/tags/${made.id}`] = [200, lena];
    replies[`POST ${BASE}/tags`] = [200, made];
    await openLena();
    press('l');
    const find = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Find or make a tag' });
    fireEvent.input(find, { target: { value: 'bill' } });
    fireEvent.keyDown(find, { key: 'Enter' });
    await waitFor(() => expect(asked(`PUT ${CHAT}/tags/${BILLING.id}`)).toHaveLength(1));
    fireEvent.input(find, { target: { value: 'Refund' } });
    await screen.findByText('Make “Refund”');
    fireEvent.keyDown(find, { key: 'Enter' });
    await waitFor(() => expect(asked(`PUT ${CHAT}/tags/${made.id}`)).toHaveLength(1));
    expect(asked(`POST ${BASE}/tags`)[0]?.body).toEqual({ name: 'Refund' });
  });

  it('changes and deletes a tag, the latter only when asked twice', async () => {
    replies[`PUT ${BASE}/tags/${BILLING.id}`] = [
      409,
      { error: { code: 'conflict', message: 'There is a tag of this name already.', field: 'name' } },
    ];
    replies[`DELETE ${BASE}/tags/${BILLING.id}`] = [200, {}];
    session.set({ me: { id: ME, name: 'Mo', role: 'owner' } });
    await openLena();
    press('l');
    fireEvent.click(await screen.findByRole('button', { name: 'Change Billing' }));
    const name = screen.getByLabelText<HTMLInputElement>('Name');
    fireEvent.input(name, { target: { value: 'Refund' } });
    fireEvent.submit(name.closest('form')!);
    await screen.findByText(/There is a tag of this name already/);
    expect(name.value).toBe('Refund');
    fireEvent.click(screen.getByRole('button', { name: 'Delete the tag' }));
    expect(asked(`DELETE ${BASE}/tags/${BILLING.id}`)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Take it off all conversations for good' }));
    await waitFor(() => expect(asked(`DELETE ${BASE}/tags/${BILLING.id}`)).toHaveLength(1));
  });

  it('shows no way to change tags to an agent', async () => {
    await openLena();
    press('l');
    await screen.findByRole('combobox', { name: 'Find or make a tag' });
    expect(screen.queryByRole('button', { name: 'Change Billing' })).toBeNull();
  });
});

describe('many chats at once', () => {
  it('Alt with arrows goes on while one types, and each chat keeps its draft', async () => {
    await openLena();
    const reply = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
    fireEvent.input(reply, { target: { value: 'for Lena' } });
    reply.focus();
    fireEvent.keyDown(reply, { key: 'ArrowDown', altKey: true });
    await waitFor(() => expect(route.value).toMatchObject({ conversation: rosa.id }));
    expect(draftOf(ME, lena.id).value).toBe('for Lena');
    press('ArrowUp', { altKey: true });
    await waitFor(() => expect(route.value).toMatchObject({ conversation: lena.id }));
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' })).value).toBe(
      'for Lena',
    );
  });
});
