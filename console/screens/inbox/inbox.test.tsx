// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../app.tsx';
import { BellhopError } from '../../../shared/errors.ts';
import type { OutboxItem } from '../../../shared/client/types.ts';
import { account } from '../../store/account.ts';
import { provideSessions } from '../../store/create-desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { navigate, route } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { AGENT, makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';
import { endings } from './end-conversation.ts';

const me = {
  user: { id: 'u', email: 'mo@example.org', name: 'Mo' },
  memberships: [
    { workspace: { id: WORKSPACE, name: 'Fern' }, member: { id: ME, name: 'Mo', role: 'owner' as const } },
  ],
};
const lena = makeConversation({
  status: 'open',
  assignee_id: ME,
  visitor: { id: crypto.randomUUID(), name: 'Lena' },
  waiting_since: '2026-05-01T09:00:00.000Z',
});
const guest = makeConversation({ number: 1027 });
const entries = [makeEntry(1), makeEntry(2, { sender: AGENT, body: { text: 'Hello Lena' } })];

let session: FakeSession;

/** What the API knows of Lena beside this conversation. */
function answerOf(url: string): Response {
  const at = `/api/v1/workspaces/${WORKSPACE}/visitors/${lena.visitor.id}`;
  if (url === `${at}/conversations`) {
    const earlier = makeConversation({ number: 12, status: 'ended', visitor: lena.visitor });
    return Response.json({ conversations: [lena, earlier], next: null });
  }
  if (url === at)
    return Response.json({
      ...lena.visitor,
      email: 'lena@example.org',
      attributes: { plan: 'gold' },
      sources: { email: 'said' },
    });
  if (url === `${at}/activity`) {
    const page = { url: 'https://shop.test/ferns', title: 'Ferns', at: lena.created_at };
    return Response.json({ pages: [page, { ...page, url: 'javascript:x', title: 'Bad' }], events: [] });
  }
  return Response.json({ error: { code: 'not_found', message: 'no' } }, { status: 404 });
}

function openConsole(at: 'inbox' | 'lena' = 'lena'): void {
  const workspace = WORKSPACE;
  if (at === 'inbox') navigate({ name: 'inbox', workspace, view: 'mine' });
  else navigate({ name: 'conversation', workspace, view: 'mine', conversation: lena.id });
  render(<App />);
}
const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });
const reply = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (text: string) => fireEvent.input(reply(), { target: { value: text } });
const conversationHere = () => (route.value.name === 'conversation' ? route.value.conversation : undefined);

beforeEach(() => {
  localStorage.clear();
  session = createFakeSession([lena, guest]);
  session.show(lena, entries);
  provideSessions(() => session);
  vi.stubGlobal('fetch', async (url: string) => answerOf(url));
  account.value = { state: 'signed-in', me };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  draftOf(ME, lena.id).value = '';
  endings.value = new Map();
});

describe('the list', () => {
  it('shows who waits, grouped, under the name that tests and screen readers know', async () => {
    openConsole('inbox');
    const list = await screen.findByRole('list', { name: 'Conversations' });
    const items = within(list).getAllByRole('listitem');
    expect(items.map((item) => within(item).getByRole('link').textContent)).toEqual([
      expect.stringContaining('Lena'),
      expect.stringContaining('Visitor #1027'),
    ]);
    expect(list.textContent).toContain('Waiting for your reply');
    expect(list.textContent).toContain('Waiting for an agent');
  });

  it('follows the session live', async () => {
    openConsole('inbox');
    await screen.findByRole('list', { name: 'Conversations' });
    session.set({ conversations: new Map([[guest.id, guest]]) });
    await waitFor(() => expect(screen.queryByText('Lena')).toBeNull());
  });

  it('says that nobody waits when nobody waits', async () => {
    session.set({ conversations: new Map() });
    openConsole('inbox');
    expect(await screen.findByText('Nothing is on your desk')).toBeTruthy();
  });

  it('offers to try again when it could not be read', async () => {
    session.set({ conversations: new Map(), inboxError: new BellhopError('internal', 'x'), ready: false });
    openConsole('inbox');
    expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(session.nudge).toHaveBeenCalled();
  });
});

describe('the pane of the visitor', () => {
  it('shows what is noted, all other conversations, and the way to their page', async () => {
    openConsole();
    fireEvent.click(await screen.findByRole('button', { name: 'Show visitor' }));
    const pane = await screen.findByRole('complementary', { name: 'Visitor' });
    expect(await within(pane).findByText('gold')).toBeTruthy();
    expect(within(pane).getByText('lena@example.org')).toBeTruthy();
    expect(within(pane).getByText('Said by the visitor')).toBeTruthy();
    const seen: HTMLElement = await within(pane).findByRole('list', { name: 'Pages they saw' });
    // [S12] Only what is a web page is a link.
    expect(
      within(seen)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Ferns']);
    expect(within(seen).getByText('Bad')).toBeTruthy();
    const others = await within(pane).findByRole('list', { name: '' });
    expect(
      within(others)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual([expect.stringContaining('#12')]);
    const page = within(pane).getByRole('link', { name: 'Everything about this visitor' });
    expect(page.getAttribute('href')).toBe(`/console/w/${WORKSPACE}/visitors/${lena.visitor.id}`);
    // What comes late would move it from under a pointer.
    const [first] = within(pane).getAllByRole('heading', { level: 3 });
    expect(page.compareDocumentPosition(first!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });
});

describe('the thread', () => {
  it('[S12] shows what was typed as text, and links only to allowed schemes', async () => {
    session.show(lena, [
      makeEntry(1, {
        body: { text: '<img src=x onerror=alert(1)> javascript:alert(1) https://a.example/b' },
      }),
    ]);
    openConsole();
    const region = await screen.findByRole('region', { name: 'Conversation with Lena' });
    expect(region.querySelector('img')).toBeNull();
    const links = within(region).getAllByRole<HTMLAnchorElement>('link');
    expect(links.map((link) => [link.href, link.rel])).toEqual([
      ['https://a.example/b', 'noopener noreferrer'],
    ]);
  });

  it('offers a failed message again, or to discard it', async () => {
    const failed: OutboxItem = {
      conversation_id: lena.id,
      client_id: crypto.randomUUID(),
      text: 'Will do',
      start: false,
      state: 'failed',
      error: { code: 'conflict', message: 'The conversation has ended.' },
      created_at: Date.now(),
    };
    session.show(lena, entries, [failed]);
    openConsole();
    expect(await screen.findByText(/Not sent. The conversation has ended./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(session.retry).toHaveBeenCalledWith(failed.client_id);
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(session.discard).toHaveBeenCalledWith(failed.client_id);
  });

  it('announces a new message of the visitor once, and no old one', async () => {
    openConsole();
    await screen.findByRole('region', { name: /^Conversation with/ });
    const log = within(document.querySelector<HTMLElement>('.log-frame')!).getByRole('log');
    expect(log.textContent).toBe('');
    session.show(lena, [...entries, makeEntry(3, { body: { text: 'Thanks!' } })]);
    await waitFor(() => expect(log.textContent).toBe('Lena: Thanks!'));
  });

  it('says so when a conversation does not exist', async () => {
    session.open = async () => {
      throw new BellhopError('not_found', 'x');
    };
    navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: crypto.randomUUID() });
    render(<App />);
    expect(await screen.findByText('This conversation does not exist')).toBeTruthy();
  });
});

describe('the reply', () => {
  it('goes out with Enter, and leaves an empty box', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    write('On its way');
    press('Enter', reply());
    expect(session.reply).toHaveBeenCalledWith(lena.id, 'On its way');
    await waitFor(() => expect(reply().value).toBe(''));
  });

  it('breaks the line with Shift+Enter, and waits for composed characters', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    write('一');
    fireEvent.keyDown(reply(), { key: 'Enter', shiftKey: true });
    fireEvent.keyDown(reply(), { key: 'Enter', isComposing: true });
    expect(session.reply).not.toHaveBeenCalled();
  });

  it('sends nothing empty and nothing too long', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Send reply' });
    write('  \n ');
    await waitFor(() => expect(button.disabled).toBe(true));
    write('x'.repeat(10_003));
    expect((await screen.findByRole('alert')).textContent).toContain('3 characters too many');
    press('Enter', reply());
    expect(session.reply).not.toHaveBeenCalled();
  });

  it('keeps a draft for each conversation, over a reload', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    write('half a thought');
    expect(localStorage.getItem(`bellhop.console.draft.${ME}.${lena.id}`)).toBe('half a thought');
    navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: guest.id });
    await waitFor(() => expect(reply().value).toBe(''));
    navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: lena.id });
    await waitFor(() => expect(reply().value).toBe('half a thought'));
  });

  it('is closed, with the reason and the draft in sight, once the conversation ended', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    write('too late');
    session.show({ ...lena, status: 'ended', waiting_since: null }, entries);
    await waitFor(() => expect(reply().disabled).toBe(true));
    expect(reply().value).toBe('too late');
    expect(screen.getByText(/This conversation has ended/)).toBeTruthy();
  });
});

describe('the keys', () => {
  it('move, reply, end, and lead out again', async () => {
    openConsole('inbox');
    await screen.findByRole('list', { name: 'Conversations' });
    press('j');
    await waitFor(() => expect(conversationHere()).toBe(lena.id));
    press('j');
    await waitFor(() => expect(conversationHere()).toBe(guest.id));
    press('k');
    await waitFor(() => expect(conversationHere()).toBe(lena.id));
    press('r');
    expect(document.activeElement).toBe(reply());
    press('e', reply());
    expect(session.end).not.toHaveBeenCalled();
    press('Escape', reply());
    expect(document.activeElement).not.toBe(reply());
    press('e');
    expect(session.end).toHaveBeenCalledWith(lena.id);
    press('Escape');
    expect(route.value.name).toBe('inbox');
  });

  it('show their map', async () => {
    openConsole('inbox');
    await screen.findByRole('list', { name: 'Conversations' });
    press('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy();
  });

  it('say when a conversation could not be ended', async () => {
    session.end = async () => {
      throw new BellhopError('unavailable', 'The connection is interrupted.');
    };
    openConsole();
    fireEvent.click(await screen.findByRole('button', { name: 'End conversation' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The connection is interrupted.');
  });
});

describe('the right to be here', () => {
  it('keeps the place when the session ends elsewhere', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    const error = new BellhopError('unauthenticated', 'x');
    session.set({ connection: { kind: 'refused', error } });
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(conversationHere()).toBe(lena.id);
    expect(session.reset).not.toHaveBeenCalled();
    await waitFor(() => expect(session.close).toHaveBeenCalled());
  });

  it('asks for a reload when the server speaks another version', async () => {
    openConsole();
    await screen.findByRole('textbox', { name: 'Reply' });
    const error = new BellhopError('unsupported_version', 'x');
    session.set({ connection: { kind: 'refused', error } });
    expect(await screen.findByRole('button', { name: 'Reload' })).toBeTruthy();
  });

  it('opens no workspace that is not one of mine', async () => {
    navigate({ name: 'inbox', workspace: crypto.randomUUID(), view: 'mine' });
    render(<App />);
    expect(await screen.findByText('This workspace is not open to you')).toBeTruthy();
  });
});
