// @vitest-environment happy-dom
import { waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { contextOf } from '../panel/context-of.ts';
import { followLine } from '../panel/follow-line.ts';
import { readEntry } from '../panel/read-entry.ts';
import { mountPanel } from '../panel/mount-panel.tsx';
import type { PanelHandle, PanelHost } from '../shell/panel-contract.ts';
import { CONVERSATION, createFakeSession, entry, own, thread } from '../testing/fake-session.ts';
import { jumpTo } from './jump-to.ts';

let handle: PanelHandle;

function openPanel() {
  const session = createFakeSession();
  const element = document.createElement('bellhop-chat');
  const root = element.attachShadow({ mode: 'open' });
  const wrapper = root.appendChild(document.createElement('div'));
  document.documentElement.append(element);
  const settings = { name: 'Fern & Field', accent: '#00704e', position: 'right' as const };
  const host: PanelHost = {
    config: { site: 'KEY', host: 'https://chat.example.com', panel: '', words: { ...enLauncher }, settings },
    options: { locale: 'en', theme: 'light', position: 'right' },
    ...{ element, root, wrapper, launcher: wrapper.appendChild(document.createElement('button')) },
    isOpen: () => true,
    close: () => handle.closed(),
    emit: () => undefined,
    setUnread: () => undefined,
    relabel: () => undefined,
  };
  handle = mountPanel(host, session, createMemoryStore(), Promise.resolve({ followLine }));
  handle.opened();
  const find = within(wrapper);
  const log = find.getByRole('region', { name: 'Conversation' });
  const focused = () => root.activeElement?.querySelector('.bubble')?.textContent ?? null;
  /** What has the focus gets the key; told is whether it did what it otherwise does. */
  const press = (key: string, more: KeyboardEventInit = {}): boolean =>
    root.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
  return { session, host, root, find, log, focused, press };
}

// Its first load is the machine's to say, not a test's.
beforeAll(() => import('./lines.ts'));
afterEach(() => {
  handle.destroy();
  document.querySelector('bellhop-chat')?.remove();
});

it('moves among messages by arrows, Home and End, with one stop of Tab for all of them', async () => {
  const { session, root, find, log, focused, press } = openPanel();
  session.show({}, thread([own(1, 'one'), entry(2), own(3, 'three')]));
  await find.findByText('three');
  log.focus();
  await waitFor(() => expect(press('ArrowUp')).toBe(false));
  expect(focused()).toBe('three');
  press('ArrowUp');
  expect(focused()).toBe('message 2');
  expect(root.activeElement?.ariaLabel).toMatch(/^Mo, .+ message 2$/);
  expect(press('Home')).toBe(false);
  expect(focused()).toBe('one');
  // Nothing is above: the key scrolls, and asks for earlier messages.
  expect(press('ArrowUp')).toBe(true);
  expect(focused()).toBe('one');
  press('ArrowDown');
  expect(focused()).toBe('message 2');
  press('End');
  expect(focused()).toBe('three');
  expect(root.querySelectorAll('.line[tabindex="0"]')).toHaveLength(0);
});

it('leaves keys alone that are somebody else’s', async () => {
  const { session, find, log, press } = openPanel();
  session.show({}, thread([own(1, 'one'), own(2, 'two')]));
  await find.findByText('two');
  log.focus();
  await waitFor(() => expect(press('Home')).toBe(false));
  expect(press('End', { altKey: true })).toBe(true);
  expect(press('PageUp')).toBe(true);
  find.getByRole('textbox', { name: 'Message' }).focus();
  expect(press('ArrowUp')).toBe(true);
});

const began = (panel: ReturnType<typeof openPanel>) => {
  const store = createChatStore(panel.session, createMemoryStore(), 'KEY');
  store.readEntry.value = readEntry;
  return { store, context: contextOf(panel.host, store) };
};

it('[R7] reads back to a message that was found, past what is not drawn, and stops where nothing more comes', async () => {
  const panel = openPanel();
  const { session, find, focused } = panel;
  const { store, context } = began(panel);
  const started = entry(1, { type: 'started', body: {} });
  const all = [started, own(2, 'the fern'), entry(3), entry(4), entry(5)];
  session.show({ seq: 5 }, thread(all.slice(3)));
  await find.findByText('message 5');
  const earlier = vi.spyOn(session, 'loadEarlier').mockImplementation(async () => {
    session.show({ seq: 5 }, thread(all.slice(earlier.mock.calls.length > 1 ? 0 : 2)));
  });
  await jumpTo(context, CONVERSATION, 2);
  expect(earlier).toHaveBeenCalledTimes(2);
  expect(focused()).toBe('the fern');
  session.show({ seq: 5 }, thread(all.slice(3)));
  earlier.mockClear().mockResolvedValue();
  await jumpTo(context, CONVERSATION, 2);
  expect(earlier).toHaveBeenCalledTimes(1);
  store.dispose();
});

it('[R7] takes the caret from nobody who went on or writes already', async () => {
  const panel = openPanel();
  const { session, find, root } = panel;
  const { store, context } = began(panel);
  session.show({}, thread([own(1, 'one'), own(2, 'two')]));
  await find.findByText('two');
  const before = root.activeElement;
  const jump = jumpTo(context, CONVERSATION, 1);
  store.setDraft('By the way');
  await jump;
  expect(root.activeElement).toBe(before);
  const other = jumpTo(context, CONVERSATION, 1);
  store.startNew();
  await other;
  expect(root.activeElement).toBe(before);
  store.dispose();
});
