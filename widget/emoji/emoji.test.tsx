// @vitest-environment happy-dom
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import { signal } from '@preact/signals';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import { beginLines } from '../lines/begin-lines.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { contextOf } from '../panel/context-of.ts';
import { createFakeSession, entry, thread } from '../testing/fake-session.ts';
import { PanelProvider } from '../ui/panel-context.ts';
import { PanelView } from '../ui/panel-view.tsx';
import { COLUMNS, EMOJI, rowsOf } from './emoji-set.ts';
import { step } from './step.ts';

const stops: (() => void)[] = [];
// Its first load is the machine's to say, not a test's.
beforeAll(() => import('./emoji.tsx'));
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  cleanup();
});

it('has whole rows, and nothing twice', () => {
  const rows = Object.values(EMOJI).flatMap(rowsOf);
  expect(rows.every((row) => row.length === COLUMNS)).toBe(true);
  const all = rows.flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(64);
  expect(all.every((one) => /^\p{Extended_Pictographic}/u.test(one))).toBe(true);
});

it.each([
  ['ArrowRight', 3, false, 4],
  ['ArrowRight', 3, true, 2],
  ['ArrowLeft', 0, false, 0],
  ['ArrowLeft', 7, true, 8],
  ['ArrowDown', 3, true, 11],
  ['ArrowDown', 60, false, 60],
  ['ArrowUp', 3, false, 3],
  ['Home', 13, false, 8],
  ['End', 13, false, 15],
  ['x', 13, false, undefined],
])('%s from %d, mirrored %s, leads to %s', (key, at, isMirrored, to) =>
  expect(step(key, at, 64, isMirrored)).toBe(to),
);

async function openPicker() {
  const session = createFakeSession();
  const store = createChatStore(session, createMemoryStore(), 'KEY');
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  const settings = { name: 'Fern & Field', accent: '#00704e', position: 'right' as const };
  const close = vi.fn<() => void>();
  const config = { site: 'KEY', host: '', panel: '', words: {} as never, settings };
  const context = contextOf({ config, root, close }, store);
  session.show({ seq: 1 }, thread([entry(1)]));
  store.open.value = true;
  const container = root.appendChild(document.createElement('div'));
  render(
    <PanelProvider value={context}>
      <PanelView said={signal([])} />
    </PanelProvider>,
    { container },
  );
  stops.push(beginLines(context), () => host.remove());
  const find = within(container);
  const field = find.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message', hidden: true });
  const button = await find.findByRole('button', { name: 'Emoji', hidden: true });
  const press = () => fireEvent.click(button);
  press();
  // By role it takes a second to find one among so many.
  const grid = () => root.querySelector('[role=grid][aria-label=Emoji]');
  await waitFor(() => expect(grid()).not.toBeNull());
  return { store, close, root, find, field, button, press, grid };
}

it('puts one where the caret is, in place of what is selected, and goes back there', async () => {
  const { store, root, find, field, button, grid } = await openPicker();
  store.setDraft('Thanks a lot!');
  await waitFor(() => expect(field.value).toBe('Thanks a lot!'));
  field.setSelectionRange(6, 12);
  expect(button.ariaExpanded).toBe('true');
  fireEvent.click(find.getByText('🙏'));
  expect(store.draft.value).toBe('Thanks🙏!');
  expect(root.activeElement).toBe(field);
  expect(grid()).toBeNull();
  expect(button.ariaExpanded).toBe('false');
});

it('is one stop of Tab whose arrows move; Escape leaves it and not the panel', async () => {
  const { close, root, field, press, grid } = await openPicker();
  const focused = () => root.activeElement as HTMLElement;
  expect(focused().textContent).toBe('😀');
  fireEvent.keyDown(focused(), { key: 'ArrowDown' });
  fireEvent.keyDown(focused(), { key: 'ArrowRight' });
  await waitFor(() => expect(focused().textContent).toBe('😋'));
  expect([...grid()!.querySelectorAll('[tabindex="0"]')]).toEqual([focused()]);
  fireEvent.keyDown(focused(), { key: 'Escape' });
  expect(close).not.toHaveBeenCalled();
  expect(grid()).toBeNull();
  expect(focused()).toBe(field);
  press();
  await waitFor(() => expect(grid()).not.toBeNull());
  press();
  await waitFor(() => expect(grid()).toBeNull());
  expect(focused()).toBe(field);
});

it('closes when the focus goes elsewhere, and leaves it there', async () => {
  const { root, grid } = await openPicker();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const log = root.querySelector<HTMLElement>('.log')!;
  log.focus();
  await waitFor(() => expect(grid()).toBeNull());
  expect(root.activeElement).toBe(log);
});
