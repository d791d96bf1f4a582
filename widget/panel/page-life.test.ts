// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { KeyValueStore } from '../../shared/client/types.ts';
import { createFakeSession } from '../testing/fake-session.ts';
import { createChatStore, type ChatStore } from './chat-store.ts';
import { followPageLife } from './page-life.ts';

const session = createFakeSession();
let visibility: DocumentVisibilityState;
let wanted: boolean;
let stop: () => void;
let storage: KeyValueStore;
let store: ChatStore;

const names = (): string[] => session.calls.map(([name]) => name);

beforeEach(() => {
  visibility = 'visible';
  wanted = true;
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  storage = createMemoryStore();
  store = createChatStore(session, storage, 'KEY');
  stop = followPageLife(store, () => wanted);
  session.calls.length = 0;
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

it.each(['pageshow', 'online', 'focus'])('takes the line up again at once on %s', (type) => {
  dispatchEvent(new Event(type));
  expect(names()).toEqual(['resume', 'nudge']);
});

it('takes it up when the tab is seen again, and not before', () => {
  visibility = 'hidden';
  for (const type of ['online', 'pageshow']) dispatchEvent(new Event(type));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(names()).toEqual([]);
  visibility = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  expect(names()).toEqual(['resume', 'nudge']);
});

it('asks for no line where none is wanted, and hangs up when the page goes', () => {
  wanted = false;
  for (const type of ['pageshow', 'online', 'focus']) dispatchEvent(new Event(type));
  expect(names()).toEqual([]);
  dispatchEvent(new Event('pagehide'));
  expect(names()).toEqual(['pause']);
});

it('[S10] drops a draft once nothing of the visitor is stored any more, and not before', () => {
  store.setDraft('something private');
  dispatchEvent(new Event('storage'));
  expect(store.draft.value).toBe('something private');
  for (const key of storage.keys('bellhop:KEY:')) storage.remove(key);
  dispatchEvent(new Event('storage'));
  expect(store.draft.value).toBe('');
});
