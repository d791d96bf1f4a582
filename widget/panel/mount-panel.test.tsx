// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitFor, within } from '@testing-library/preact';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { ChatEvent } from '../chat.ts';
import type { PanelHandle, PanelHost } from '../shell/panel-contract.ts';
import { CONVERSATION, createFakeSession, entry, own, pending, thread } from '../testing/fake-session.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import { followLine } from './follow-line.ts';
import { mountPanel } from './mount-panel.tsx';

const emitted: [ChatEvent, unknown][] = [];
const live = Promise.resolve({ followLine });
let handle: PanelHandle;

const createHost = (locale = 'en'): PanelHost => {
  const element = document.createElement('bellhop-chat');
  const root = element.attachShadow({ mode: 'open' });
  const wrapper = root.appendChild(document.createElement('div'));
  const launcher = wrapper.appendChild(document.createElement('button'));
  document.documentElement.append(element);
  const settings = {
    name: 'Fern & Field',
    accent: '#00704e',
    greeting: 'Hi there!',
    position: 'right' as const,
  };
  return {
    config: { site: 'KEY', host: 'https://chat.example.com', panel: '', words: { ...enLauncher }, settings },
    options: { locale, theme: 'light', position: 'right' },
    element,
    root,
    wrapper,
    launcher,
    isOpen: () => true,
    close: () => handle.closed(),
    emit: (event, detail) => void emitted.push([event, detail]),
    setUnread: (count) => void emitted.push(['unread', { count }]),
    relabel: () => undefined,
  };
};

const openPanel = (session = createFakeSession(), store = createMemoryStore(), host = createHost()) => {
  handle = mountPanel(host, session, store, live);
  handle.opened();
  const panel = host.wrapper.querySelector('dialog') as HTMLDialogElement;
  const find = within(host.wrapper);
  const box = find.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  const write = (text: string): void => {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    box.dispatchEvent(event);
    return event;
  };
  return { session, store, host, panel, find, box, write, press };
};

beforeEach(() => {
  emitted.length = 0;
});
afterEach(() => {
  handle.destroy();
  document.querySelector('bellhop-chat')?.remove();
});

describe('the panel', () => {
  it('is a dialog named by the site, with a greeting while nothing was said', () => {
    const { panel, find } = openPanel();
    expect(panel.getAttribute('aria-labelledby')).toBe('site');
    expect(panel.querySelector('#site')?.textContent).toBe('Fern & Field');
    expect(find.getByText('Hi there!')).toBeTruthy();
    expect(find.getByRole('region', { name: 'Conversation' }).tabIndex).toBe(0);
  });

  it('says when somebody is back, as of the page and then as of the connection', async () => {
    const host = createHost();
    const closed = (hours: number) => ({
      open: false,
      changes_at: new Date(Date.now() + hours * 3_600_000).toISOString(),
    });
    host.config.settings.opening = closed(24 * 20);
    const { session, find } = openPanel(createFakeSession(), createMemoryStore(), host);
    expect(find.getByText('We reply as soon as we can')).toBeTruthy();
    const before = (await find.findByText(/^Back \w+ \d+ at /)).textContent;
    session.become({ opening: closed(24 * 40) });
    await waitFor(() => expect(find.getByText(/^Back \w+ \d+ at /).textContent).not.toBe(before));
    session.become({ opening: { open: true, changes_at: null } });
    expect(await find.findByText('We reply as soon as we can')).toBeTruthy();
  });

  it('sends with Enter, breaks with Shift+Enter, and waits for a composition to end', async () => {
    const { session, write, press, box, store } = openPanel();
    write('hello');
    expect(store.get('bellhop:KEY:draft')).toBe('hello');
    press('Enter', { shiftKey: true });
    press('Enter', { isComposing: true });
    press('Enter', { keyCode: 229 });
    expect(session.calls.filter(([name]) => name === 'send')).toEqual([]);
    expect(press('Enter').defaultPrevented).toBe(true);
    expect(session.calls).toContainEqual(['send', 'hello', CONVERSATION]);
    await waitFor(() => expect(box.value).toBe(''));
    expect(store.get('bellhop:KEY:draft')).toBeNull();
  });

  it('brings a draft back', () => {
    const store = createMemoryStore();
    store.set('bellhop:KEY:draft', 'half a thought');
    expect(openPanel(undefined, store).box.value).toBe('half a thought');
  });

  it('keeps a text that is too long and says so', async () => {
    const { write, press, box, find } = openPanel();
    const text = 'x'.repeat(10_001);
    write(text);
    press('Enter');
    await waitFor(() => expect(find.getByRole('alert').textContent).toContain('too long'));
    expect(box.value).toBe(text);
  });

  it('shows what waits and what failed, and offers a way on', async () => {
    const { session, find } = openPanel();
    const error = { code: 'forbidden', message: 'No.' } as const;
    session.show({}, thread([own(1, 'a')], [pending('b', { state: 'failed', error }), pending('c')]));
    (await find.findByRole('button', { name: 'Try again' })).click();
    find.getByRole('button', { name: 'Discard' }).click();
    expect(session.calls).toContainEqual(['retry', 'b']);
    expect(session.calls).toContainEqual(['discard', 'b']);
    expect(find.getByText('Sending…')).toBeTruthy();
  });

  it('[S12] builds links as elements and markup as text', async () => {
    const { session, find, host } = openPanel();
    const text = '<img src=x onerror=alert(1)> javascript:alert(1) https://example.com/a';
    session.show({}, thread([entry(1, { body: { text } })]));
    const link = await find.findByRole('link');
    expect(link.getAttribute('href')).toBe('https://example.com/a');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(find.getAllByRole('link')).toHaveLength(1);
    expect(host.root.querySelector('img')).toBeNull();
  });

  it('announces what arrives once, by name, and never history', async () => {
    const { session, find } = openPanel();
    await live;
    session.show({}, thread([entry(1, { body: { text: 'old news' } })]));
    session.show(
      {},
      thread([entry(1, { body: { text: 'old news' } }), entry(2, { body: { text: 'fresh' } })]),
    );
    const lines = (role: 'log' | 'status') =>
      [...find.getAllByRole(role).flatMap((region) => [...region.children])].map((line) => line.textContent);
    await waitFor(() => expect(lines('log')).toEqual(['Mo: fresh']));
    expect(lines('status')).toEqual([]);
    expect(emitted.filter(([name]) => name === 'message:received')).toHaveLength(1);
  });

  it('ends, and starts anew', async () => {
    const { session, find } = openPanel();
    await live;
    const ended = entry(2, {
      type: 'ended',
      sender: { kind: 'agent', name: 'Mo' },
      body: { reason: 'agent' },
    });
    session.show({}, thread([own(1, 'a')]));
    session.show({ status: 'ended' }, thread([own(1, 'a'), ended]));
    const start = await find.findByRole('button', { name: 'Start a new conversation' });
    expect(emitted).toContainEqual([
      'conversation:ended',
      { conversation_id: CONVERSATION, reason: 'agent' },
    ]);
    start.click();
    expect(await find.findByText('Hi there!')).toBeTruthy();
    expect(find.getByRole('textbox', { name: 'Message' })).toBeTruthy();
  });

  it('tells of trouble with the line in one line', async () => {
    const { session, find } = openPanel();
    session.become({ connection: { kind: 'waiting', retryAt: 0, assigned: false } });
    expect(await find.findByText(/Reconnecting… your messages are kept/)).toBeTruthy();
    session.become({ connection: { kind: 'live', transport: 'socket' } });
    await waitFor(() => expect(find.queryByText(/Reconnecting/)).toBeNull());
  });

  it('marks as read what is seen, once, and nothing while the page is in the background', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const { session } = openPanel();
    await live;
    const reads = () => session.calls.filter(([name]) => name === 'markRead');
    session.show({}, thread([entry(1), entry(2)]));
    expect(reads()).toEqual([]);
    focus.mockReturnValue(true);
    dispatchEvent(new Event('focus'));
    session.show({}, thread([entry(1), entry(2)]));
    expect(reads()).toEqual([['markRead', CONVERSATION, 2]]);
  });

  it('closes with Escape, gives the focus back and lets the line go when nothing goes on', () => {
    const { session, press, host, box } = openPanel();
    box.focus();
    press('Escape');
    expect(host.root.activeElement).toBe(host.launcher);
    expect(session.calls.at(-1)).toEqual(['pause']);
  });

  it('keeps the line of a conversation that goes on, and leaves a mark for the next page', () => {
    const { session, store } = openPanel();
    session.show({}, thread([own(1, 'a')]));
    handle.closed();
    expect(session.calls).not.toContainEqual(['pause']);
    expect(store.get('bellhop:KEY:active')).toBe('1');
    session.show({ status: 'ended' }, thread([own(1, 'a')]));
    expect(store.get('bellhop:KEY:active')).toBeNull();
  });

  it('keeps the line of a first message that was answered before the line had a welcome', () => {
    const session = createFakeSession({ known: true, visitor: null, conversations: [] });
    openPanel(session);
    handle.closed();
    expect(session.calls).not.toContainEqual(['pause']);
  });

  it('lets the line go when the conversation ends behind a closed panel', () => {
    const { session } = openPanel();
    session.show({}, thread([own(1, 'a')]));
    handle.closed();
    expect(session.calls).not.toContainEqual(['pause']);
    session.show({ status: 'ended' }, thread([own(1, 'a')]));
    expect(session.calls).toContainEqual(['pause']);
  });

  it('is heard, not seen, while it waits in the background', async () => {
    const session = createFakeSession();
    const host = { ...createHost(), isOpen: () => false };
    handle = mountPanel(host, session, createMemoryStore(), live);
    await live;
    const status = host.wrapper.querySelector('dialog ~ [role=status]');
    session.show({}, thread([entry(1)]));
    session.show({}, thread([entry(1), entry(2, { body: { text: 'fresh' } })]));
    await waitFor(() => expect(status?.textContent).toBe('Mo: fresh'));
    expect(host.wrapper.querySelector('dialog')?.open).toBe(false);
  });

  it('[S10] forgets everything', async () => {
    const { session, store, write, find } = openPanel();
    session.show({}, thread([own(1, 'secret')]));
    write('draft');
    await handle.reset();
    expect(store.keys('')).toEqual([]);
    await waitFor(() => expect(find.queryByText('secret')).toBeNull());
    expect(handle.state().conversation).toBeNull();
  });

  it('tells the page what became of a message', () => {
    const { session } = openPanel();
    const error = { code: 'not_found', message: 'Gone.' } as const;
    session.show({}, thread([], [pending('a', { start: true }), pending('b')]));
    session.show({}, thread([own(1, 'a', 'a')], [pending('b', { state: 'failed', error })]));
    expect(emitted.map(([name]) => name)).toEqual(
      expect.arrayContaining(['conversation:started', 'message:sent', 'message:failed']),
    );
  });

  it('reads a conversation once a line, also when that fails', async () => {
    const { session } = openPanel();
    const open = vi.spyOn(session, 'open').mockRejectedValue(new Error('no'));
    const unread = thread([], [], { loaded: false });
    session.show({}, unread);
    await Promise.resolve();
    session.become({ unread: 1 });
    expect(open).toHaveBeenCalledTimes(1);
    session.show({ seq: 2 }, unread);
    expect(open).toHaveBeenCalledTimes(2);
  });
});
