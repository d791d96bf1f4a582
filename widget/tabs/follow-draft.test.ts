// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import { createChatStore, type ChatStore } from '../panel/chat-store.ts';
import { createFakeSession } from '../testing/fake-session.ts';
import type { Word } from './channel.ts';
import { followDraft, type DraftFollower } from './follow-draft.ts';

let visibility: DocumentVisibilityState;
let said: Word[];
let store: ChatStore;
let follower: DraftFollower;

const hear = (text: string, was = ''): void => follower.heard({ say: 'draft', text, was });

beforeEach(() => {
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  said = [];
  store = createChatStore(createFakeSession(), createMemoryStore(), 'KEY');
  follower = followDraft(store, (word) => said.push(word));
});
afterEach(() => {
  follower.stop();
  store.dispose();
  vi.restoreAllMocks();
});

it('shows what another tab writes while nobody looks, without saying it again', () => {
  hear('hel');
  hear('hello', 'hel');
  expect(store.draft.value).toBe('hello');
  expect(said).toEqual([]);
  hear('', 'hello');
  expect(store.draft.value).toBe('');
});

it('keeps its own draft, whatever the others write and send', () => {
  store.setDraft('mine');
  expect(said).toEqual([{ say: 'draft', text: 'mine', was: '' }]);
  hear('theirs');
  hear('', 'mine');
  expect(store.draft.value).toBe('mine');
});

it('fills no composer that somebody looks at, but empties it of what was sent elsewhere', () => {
  store.open.value = true;
  hear('theirs');
  expect(store.draft.value).toBe('');
  visibility = 'hidden';
  hear('theirs');
  visibility = 'visible';
  hear('', 'theirs');
  expect(store.draft.value).toBe('');
});
