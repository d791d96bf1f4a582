// @vitest-environment happy-dom
import { within, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { ChatEvent } from '../chat.ts';
import type { PanelHandle, PanelHost } from '../shell/panel-contract.ts';
import { CONVERSATION, createFakeSession, entry, own, thread } from '../testing/fake-session.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import { followLine } from './follow-line.ts';
import { mountPanel } from './mount-panel.tsx';

let handle: PanelHandle;
let emitted: [ChatEvent, unknown][];

function openPanel(session = createFakeSession()) {
  emitted = [];
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
    emit: (event, detail) => void emitted.push([event, detail]),
    setUnread: () => undefined,
    relabel: () => undefined,
  };
  handle = mountPanel(host, session, createMemoryStore(), Promise.resolve({ followLine }));
  handle.opened();
  return { session, find: within(wrapper), root };
}

// Their first load is the machine's to say, not a test's.
beforeAll(() => import('./queue.ts'));
afterEach(() => {
  handle.destroy();
  document.querySelector('bellhop-chat')?.remove();
});

const places = (position: number, over = {}) =>
  new Map([[CONVERSATION, { position, wait_seconds: 180, nobody_can_come: false, ...over }]]);
const waits = { status: 'waiting', agent: null, seq: 1 } as const;

it('[V1] shows the place and the wait as they change, and nothing of it once somebody came', async () => {
  const { session, find } = openPanel();
  session.show(waits, thread([own(1, 'hello')]), { places: places(2) });
  expect(await find.findByText('You are 2nd in the queue · about 3 minutes')).toBeTruthy();
  expect(find.getByText('You are 2nd in the queue').getAttribute('role')).toBe('status');
  session.become({ places: places(1) });
  expect(await find.findByText('You are next · about 3 minutes')).toBeTruthy();
  expect(emitted.filter(([event]) => event === 'queue:position').map(([, detail]) => detail)).toEqual([
    { conversation_id: CONVERSATION, position: 2, wait_seconds: 180 },
    { conversation_id: CONVERSATION, position: 1, wait_seconds: 180 },
  ]);
  session.show({ status: 'open', seq: 2 }, thread([own(1, 'hello')]));
  await waitFor(() => expect(find.queryByText(/You are next/)).toBeNull());
  expect(find.queryByRole('button', { name: 'Leave the queue' })).toBeNull();
});

it('[V2] says that nobody can come, and that what is written is kept', async () => {
  const { session, find } = openPanel();
  session.show(waits, thread([own(1, 'hello')]), {
    places: places(1, { nobody_can_come: true, wait_seconds: null }),
  });
  expect((await find.findByText(/We keep your message/)).getAttribute('role')).toBe('status');
  expect(find.getByText('Nobody is here right now')).toBeTruthy();
  expect(find.queryByText('We reply as soon as we can')).toBeNull();
});

it('[V4] leaves at once, and what is written then comes back', async () => {
  const { session, find, root } = openPanel();
  session.show(waits, thread([own(1, 'hello')]), { places: places(1) });
  (await find.findByRole('button', { name: 'Leave the queue' })).click();
  expect(session.calls).toContainEqual(['end', CONVERSATION]);
  const left = entry(2, {
    type: 'ended',
    body: { reason: 'left_queue' },
    sender: { kind: 'visitor', name: null },
  });
  const ended = { ...waits, status: 'ended', seq: 2 } as const;
  session.show(ended, thread([own(1, 'hello')]));
  session.show(ended, thread([own(1, 'hello'), left]));
  expect(await find.findByText('You left the queue. Write again to come back.')).toBeTruthy();
  await waitFor(() => expect(root.activeElement?.id).toBe('message'));
  expect(find.queryByRole('button', { name: 'Start a new conversation' })).toBeNull();
});

it('says why when leaving did not work, and lets one try again', async () => {
  const session = createFakeSession();
  session.end = () => Promise.reject(new Error('offline'));
  const { find } = openPanel(session);
  session.show(waits, thread([own(1, 'hello')]), { places: places(1) });
  const leave = await find.findByRole<HTMLButtonElement>('button', { name: 'Leave the queue' });
  leave.click();
  expect(await find.findByText(/That did not work/)).toBeTruthy();
  await waitFor(() => expect(leave.disabled).toBe(false));
});

it('[T7] hands over what is typed only where it is said that it is seen', async () => {
  const { session, find } = openPanel();
  const write = (text: string) => {
    const box = find.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  session.show({}, thread([own(1, 'hello')]));
  write('secret');
  expect(session.calls.at(-1)).toEqual(['typing', CONVERSATION, true, undefined]);
  session.become({ typingPreview: true });
  write('secret too');
  expect(session.calls.at(-1)?.[3]).toBe(
    find.queryByText('What you type is seen as you type.') ? 'secret too' : undefined,
  );
  await find.findByText('What you type is seen as you type.');
  write('seen');
  expect(session.calls.at(-1)).toEqual(['typing', CONVERSATION, true, 'seen']);
  session.become({ typingPreview: false });
  await waitFor(() => expect(find.queryByText('What you type is seen as you type.')).toBeNull());
  write('secret again');
  expect(session.calls.at(-1)?.[3]).toBeUndefined();
});

it('[N7] shows what was said as it stands now', async () => {
  const { session, find } = openPanel();
  const said = [
    entry(1, { body: { text: 'better', edited: true } }),
    entry(2, { body: { text: '', removed: true } }),
    entry(3, { type: 'message_edited', body: { seq: 1, now: { text: 'better', edited: true } } }),
    entry(4, { type: 'message_redacted', body: { seq: 2, now: { text: '', removed: true } } }),
  ];
  session.show({ seq: 4 }, thread(said));
  expect(await find.findByText('better')).toBeTruthy();
  expect(find.getByText('Edited')).toBeTruthy();
  expect(find.getByText('This message was removed')).toBeTruthy();
  expect(find.queryByText('This message cannot be shown here.')).toBeNull();
});
