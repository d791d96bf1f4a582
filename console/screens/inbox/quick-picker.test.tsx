// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../app.tsx';
import type { QuickResponse } from '../../../shared/protocol/quick-responses.ts';
import { account } from '../../store/account.ts';
import { provideSessions } from '../../store/create-desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { navigate } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';

const me = {
  user: { id: 'u', email: 'mo@example.org', name: 'Mo' },
  memberships: [
    {
      workspace: { id: WORKSPACE, name: 'Fern' },
      member: { id: ME, name: 'Mo Lee', role: 'agent' as const },
    },
  ],
};
const lena = makeConversation({
  status: 'open',
  assignee_id: ME,
  visitor: { id: crypto.randomUUID(), name: 'Lena Fischer' },
});
const make = (shortcut: string, text: string, uses = 0): QuickResponse => ({
  ...{ id: crypto.randomUUID(), scope: 'workspace', team: null, folder: '' },
  ...{ shortcut, title: `Title ${shortcut}`, text, uses },
});
const HELLO = make('hello', 'Hello {{visitor.first_name|there}}, {{agent.name}} of {{site.name}} here.', 3);
const HELP = make('help', 'How can I help? ', 2);
const OTHER = make('return', 'Send it back.', 1);

let session: FakeSession;
let told: unknown[];

beforeEach(async () => {
  localStorage.clear();
  account.value = { state: 'signed-out' };
  session = createFakeSession([lena]);
  session.show(lena, [makeEntry(1), makeEntry(2)]);
  session.reply = vi.fn<FakeSession['reply']>((conversation_id) => ({
    conversation_id,
    client_id: 'c1',
    answered: Promise.resolve({} as never),
  }));
  told = [];
  provideSessions(() => session);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/quick-responses')) {
      const sites = [{ id: lena.site_id, name: 'Shop' }];
      return Response.json({ version: '1', responses: [OTHER, HELP, HELLO], next: null, sites });
    }
    if (url.endsWith('/availability') || url.endsWith('/mentions')) return Response.json({}, { status: 404 });
    if (url.endsWith('/version')) return Response.json({ version: '1' });
    if (url.endsWith('/uses')) told.push(JSON.parse(String(init.body)));
    return Response.json({});
  });
  account.value = { state: 'signed-in', me };
  navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: lena.id });
  render(<App />);
  await screen.findByRole('textbox', { name: 'Reply' });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  draftOf(ME, lena.id).value = '';
});

const reply = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const type = (text: string, caret = text.length) => {
  const field = reply();
  field.focus();
  field.value = text;
  field.setSelectionRange(caret, caret);
  fireEvent.input(field);
};
const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(reply(), { key, ...more });
// The language menu has options too.
const list = () => screen.getByRole('listbox', { name: 'Quick responses' });
const options = () =>
  within(list())
    .queryAllByRole('option')
    .map((one) => one.querySelector('b')?.textContent);
const active = () => document.getElementById(reply().getAttribute('aria-activedescendant') ?? '');
const shown = (titles: string[]) => waitFor(() => expect(options()).toEqual(titles));

describe('a slash in the reply', () => {
  it('opens what is used most, narrows as one types, and closes with the word', async () => {
    type('/');
    await shown(['Title hello', 'Title help', 'Title return']);
    expect(reply().getAttribute('aria-controls')).toBe(list().id);
    expect(active()?.textContent).toContain('hello');
    type('/HEL');
    await shown(['Title hello', 'Title help']);
    type('/help');
    await shown(['Title help']);
    type('/help ');
    await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Quick responses' })).toBeNull());
    expect(reply().hasAttribute('aria-controls')).toBe(false);
    type('and/or');
    expect(screen.queryByRole('listbox', { name: 'Quick responses' })).toBeNull();
  });

  it('shows what will be said, with what is known of this conversation', async () => {
    type('/hello');
    await shown(['Title hello']);
    expect(document.querySelector('.quick-preview')?.textContent).toBe('Hello Lena, Mo Lee of Shop here.');
  });

  it.each(['Enter', 'Tab'])(
    '%s puts the chosen one in, in place of the word, and sends nothing',
    async (key) => {
      type('Hi! /ret now', 8);
      await shown(['Title return']);
      expect(press(key)).toBe(false);
      await waitFor(() => expect(reply().value).toBe('Hi! Send it back. now'));
      expect(reply().selectionStart).toBe('Hi! Send it back.'.length);
      expect(session.reply).not.toHaveBeenCalled();
      expect(screen.queryByRole('listbox', { name: 'Quick responses' })).toBeNull();
    },
  );

  it('is walked by the arrows, around its ends', async () => {
    type('/');
    await shown(['Title hello', 'Title help', 'Title return']);
    press('ArrowDown');
    await waitFor(() => expect(active()?.textContent).toContain('help'));
    press('ArrowUp');
    press('ArrowUp');
    await waitFor(() => expect(active()?.textContent).toContain('return'));
    press('Enter');
    await waitFor(() => expect(reply().value).toBe('Send it back.'));
  });

  it('Escape closes it, leaves what was typed, and does not leave the reply', async () => {
    type('/he');
    await shown(['Title hello', 'Title help']);
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Quick responses' })).toBeNull());
    expect(reply().value).toBe('/he');
    expect(document.activeElement).toBe(reply());
    type('/hel');
    expect(screen.queryByRole('listbox', { name: 'Quick responses' })).toBeNull();
    press('Enter');
    expect(session.reply).toHaveBeenCalledWith(lena.id, '/hel');
  });

  it('leaves the keys of an input method alone', async () => {
    type('/he');
    await shown(['Title hello', 'Title help']);
    for (const key of ['ArrowDown', 'Escape', 'Tab']) expect(press(key, { isComposing: true })).toBe(true);
    for (const key of ['ArrowDown', 'Tab']) expect(press(key, { keyCode: 229 })).toBe(true);
    press('Enter', { isComposing: true });
    expect(reply().value).toBe('/he');
    expect(active()?.textContent).toContain('hello');
    expect(session.reply).not.toHaveBeenCalled();
  });

  it('sends as ever where nothing is found', async () => {
    type('/xyz');
    await screen.findByText('No quick response matches “xyz”.');
    expect(reply().hasAttribute('aria-activedescendant')).toBe(false);
    press('Enter');
    expect(session.reply).toHaveBeenCalledWith(lena.id, '/xyz');
  });

  it('is chosen by a press, which does not take the focus', async () => {
    type('/return');
    await shown(['Title return']);
    const option = within(list()).getByRole('option');
    expect(fireEvent.mouseDown(option)).toBe(false);
    fireEvent.click(option);
    await waitFor(() => expect(reply().value).toBe('Send it back.'));
  });

  it('is opened by the button as well, behind a space of its own', async () => {
    type('Hi!');
    fireEvent.click(screen.getByRole('button', { name: 'Quick responses' }));
    await waitFor(() => expect(reply().value).toBe('Hi! /'));
    await shown(['Title hello', 'Title help', 'Title return']);
  });

  it('says what it left out for want of knowing it, until one types on', async () => {
    session.show({ ...lena, site_id: crypto.randomUUID(), visitor: { ...lena.visitor, name: null } }, []);
    type('/hello');
    await shown(['Title hello']);
    press('Enter');
    await waitFor(() => expect(reply().value).toBe('Hello there, Mo Lee of  here.'));
    expect(await screen.findByText(/Not known here, so left out: The name of the site/)).toBeTruthy();
    type('Hello there');
    await waitFor(() => expect(screen.queryByText(/Not known here/)).toBeNull());
  });

  it('is counted when the message was sent, once for each that went into it', async () => {
    type('/return');
    await shown(['Title return']);
    press('Enter');
    await waitFor(() => expect(reply().value).toBe('Send it back.'));
    expect(told).toEqual([]);
    press('Enter');
    await waitFor(() => expect(told).toEqual([{ client_id: 'c1', ids: [OTHER.id] }]));
    type('Something else');
    press('Enter');
    await waitFor(() => expect(session.reply).toHaveBeenCalledTimes(2));
    expect(told).toHaveLength(1);
  });
});
