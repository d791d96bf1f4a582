// @vitest-environment happy-dom
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { Thread } from '../../shared/client/types.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { contextOf } from '../panel/context-of.ts';
import { learnReading } from '../panel/learn-reading.ts';
import { CONVERSATION, createFakeSession, entry, own, pending, thread } from '../testing/fake-session.ts';
import { PanelProvider } from '../ui/panel-context.ts';
import { PanelView } from '../ui/panel-view.tsx';
import { signal } from '@preact/signals';
import { beginLines } from '../lines/begin-lines.ts';

const stops: (() => void)[] = [];

function openPanel(shown: Thread, status: 'open' | 'ended' = 'open') {
  const session = createFakeSession();
  const sent = vi.fn<typeof session.send>(session.send);
  session.send = sent;
  const store = createChatStore(session, createMemoryStore(), 'KEY');
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  const settings = { name: 'Fern & Field', accent: '#00704e', position: 'right' as const };
  const config = { site: 'KEY', host: '', panel: '', words: {} as never, settings };
  const context = contextOf({ config, root, close: () => undefined }, store);
  learnReading(context);
  session.show({ status, seq: 9 }, shown);
  store.open.value = true;
  const container = root.appendChild(document.createElement('div'));
  render(
    <PanelProvider value={context}>
      <PanelView said={signal([])} />
    </PanelProvider>,
    { container },
  );
  stops.push(beginLines(context), () => host.remove());
  return { session, sent, store, root, find: within(container) };
}
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  cleanup();
});

const answers = (seq: number, to: number) => entry(seq, { body: { text: `message ${seq}`, reply_to: to } });

it('[M13] answers the message that was chosen, and the next one answers nothing', async () => {
  const { sent, store, root, find } = openPanel(thread([own(1, 'hello'), entry(2)]));
  fireEvent.click(await find.findByRole('button', { name: 'Reply to: message 2', hidden: true }));
  expect(await find.findByText('Reply to Mo')).toBeTruthy();
  expect(root.activeElement?.id).toBe('message');
  store.setDraft('yes');
  store.send('yes');
  expect(sent).toHaveBeenLastCalledWith('yes', CONVERSATION, { reply_to: 2 });
  await waitFor(() => expect(find.queryByText('Reply to Mo')).toBeNull());
  store.send('more');
  expect(sent).toHaveBeenLastCalledWith('more', CONVERSATION, undefined);
});

it('[M13] lets it be, by its cross', async () => {
  const { sent, store, find } = openPanel(thread([entry(1)]));
  fireEvent.click(await find.findByRole('button', { name: 'Reply to: message 1', hidden: true }));
  fireEvent.click(await find.findByRole('button', { name: 'Do not reply to this message', hidden: true }));
  await waitFor(() => expect(find.queryByText('Reply to Mo')).toBeNull());
  store.setDraft('so');
  store.send('so');
  expect(sent).toHaveBeenLastCalledWith('so', CONVERSATION, undefined);
});

it('[M13] quotes what stands there now, above what is stored and what waits, and nothing that is gone', async () => {
  const removed = entry(2, { body: { text: '', removed: true } });
  const waits = pending('wait for it', { reply_to: 1 });
  const { find, root } = openPanel(
    thread([own(1, 'hello'), removed, answers(3, 1), answers(4, 2), answers(5, 77)], [waits]),
  );
  await waitFor(() => expect(root.querySelectorAll('.quote')).toHaveLength(4));
  const quotes = [...root.querySelectorAll('.quote')].map(({ textContent }) => textContent);
  const gone = 'Message not available';
  expect(quotes).toEqual(['Reply to You hello', gone, gone, 'Reply to You hello']);
  expect(find.queryAllByRole('button', { name: /^Reply to: /, hidden: true })).toHaveLength(4);
});

it('[M13] reads earlier pages for a quote of before them, and goes there', async () => {
  const { session, find, root } = openPanel(
    thread([entry(5), answers(6, 2)], [], {
      timeline: {
        entries: [entry(5), answers(6, 2)],
        pending: [],
        hasEarlier: true,
        missing: null,
        held: [],
      },
    }),
  );
  session.loadEarlier = async () =>
    session.show({}, thread([entry(1), entry(2), entry(3), entry(4), entry(5), answers(6, 2)]));
  fireEvent.click(await find.findByText('Earlier message'));
  await waitFor(() => expect((root.activeElement as HTMLElement | null)?.dataset['seq']).toBe('2'));
});

it('is no stop of Tab but beside the message that has the focus, and gone with the end', async () => {
  const { session, find, root } = openPanel(thread([entry(1), answers(2, 1), entry(3)]));
  const button = (seq: number) =>
    find.getByRole('button', { name: `Reply to: message ${seq}`, hidden: true });
  await waitFor(() => expect(button(3).tabIndex).toBe(-1));
  const stops = () => [...root.querySelectorAll<HTMLElement>('.log .line [tabindex="0"]')];
  const press = (key: string) => fireEvent.keyDown(root.activeElement!, { key });
  root.querySelector<HTMLElement>('.log')!.focus();
  press('Home');
  expect(stops()).toEqual([button(1)]);
  press('ArrowDown');
  expect(stops().map(({ className }) => className)).toEqual(['quote', 'answer']);
  expect(root.activeElement?.ariaLabel).toMatch(/^Mo, .+ Reply to Mo message 1 +message 2$/);
  button(2).focus();
  press('ArrowUp');
  expect(stops()).toEqual([button(1)]);
  root.querySelector<HTMLElement>('#message')!.focus();
  expect(stops()).toEqual([]);
  session.show({ status: 'ended' }, thread([entry(1), entry(2), entry(3)]));
  await waitFor(() => expect(root.querySelectorAll('.answer')).toHaveLength(0));
});

const touch = (target: Element, type: string): boolean =>
  target.dispatchEvent(
    new PointerEvent(type, { pointerType: 'touch', bubbles: true, cancelable: true, composed: true }),
  );

describe('a finger', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());
  const rests = async () => {
    const panel = openPanel(thread([entry(1), entry(2)]));
    await panel.find.findByRole('button', { name: 'Reply to: message 2', hidden: true });
    const line = panel.root.querySelector<HTMLElement>('[data-seq="2"]')!;
    return { ...panel, line, bubble: line.querySelector('.bubble')! };
  };

  it('answers where it rests, and nothing else happens then', async () => {
    const { find, line, bubble, root } = await rests();
    touch(bubble, 'pointerdown');
    expect(line.classList).toContain('held');
    vi.advanceTimersByTime(500);
    expect(touch(bubble, 'contextmenu')).toBe(false);
    touch(bubble, 'pointerup');
    touch(bubble, 'click');
    expect(line.classList).not.toContain('held');
    expect(await find.findByText('Reply to Mo')).toBeTruthy();
    expect(root.activeElement?.id).toBe('message');
  });

  it('answers nothing where it goes on or only taps, and after a tap it may select words', async () => {
    const { root, line, bubble } = await rests();
    touch(bubble, 'pointerdown');
    touch(bubble, 'pointercancel');
    vi.advanceTimersByTime(500);
    touch(bubble, 'pointerdown');
    touch(bubble, 'pointerup');
    touch(bubble, 'click');
    expect(root.activeElement).toBe(line);
    touch(bubble, 'pointerdown');
    expect(line.classList).not.toContain('held');
    vi.advanceTimersByTime(500);
    expect(touch(bubble, 'contextmenu')).toBe(true);
    expect(root.querySelector('.answering')).toBeNull();
  });

  it('on a button is that button’s alone', async () => {
    const { root, line } = await rests();
    line.focus();
    const button = line.querySelector('.answer')!;
    touch(button, 'pointerdown');
    touch(button, 'click');
    expect(root.activeElement?.id).toBe('message');
  });
});
