// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '@testing-library/preact';
import { createMemoryStore } from '../../shared/client/stores.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { conversation, createFakeSession, type FakeSession } from '../testing/fake-session.ts';
import { createHistory, type History } from './history.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const talk = (n: number) =>
  conversation({
    id: id(n),
    status: 'ended',
    last_message: { sender: 'agent', text: `words ${n}`, at: new Date(n * 60_000).toISOString() },
  });

let history: History;
const begin = (session: FakeSession, known: number): History => {
  session.become({ conversations: Array.from({ length: known }, (_, n) => talk(100 - n)) });
  return (history = createHistory(createChatStore(session, createMemoryStore(), 'KEY')));
};
const shown = (): string[] => history.items.value.map((one) => one.id);

afterEach(() => history.dispose());

it('asks nobody while the line has told of all there are', () => {
  const session = createFakeSession();
  begin(session, 3);
  expect(shown()).toEqual([id(100), id(99), id(98)]);
  expect(history.hasMore.value).toBe(false);
  expect(session.calls.filter(([name]) => name === 'call')).toEqual([]);
});

it('[R7] reads on page by page, each conversation once, and tries again after a failure', async () => {
  const session = createFakeSession();
  begin(session, 20);
  const pages = [
    { conversations: Array.from({ length: 20 }, (_, n) => talk(100 - n)), next: 'there' },
    { conversations: [talk(81), talk(80)], next: null },
  ];
  session.answer(() => Promise.reject(new Error('away')));
  await history.more();
  expect(history.failed.value).toBe(true);
  session.answer(() => pages.shift());
  await history.more();
  expect(history.hasMore.value).toBe(true);
  await history.more();
  expect(shown()).toHaveLength(21);
  expect(shown().at(-1)).toBe(id(80));
  expect(history.hasMore.value).toBe(false);
  expect(session.calls.at(-1)).toEqual(['call', 'GET', '/visitor/conversations?before=there', undefined]);
});

it('[R7] searches on through pages that hold nothing, and shows only what was looked for last', async () => {
  const session = createFakeSession();
  begin(session, 4);
  const asked: string[] = [];
  session.answer((path) => {
    asked.push(path);
    if (!path.includes('before')) return { conversations: [], next: 'further' };
    return { conversations: [talk(7)], next: null };
  });
  history.search('fe');
  history.search('fern & pot');
  expect(history.loading.value).toBe(true);
  await waitFor(() => expect(shown()).toEqual([id(7)]));
  expect(asked).toEqual([
    '/visitor/conversations?q=fern+%26+pot',
    '/visitor/conversations?before=further&q=fern+%26+pot',
  ]);
  history.search('');
  expect(shown()).toHaveLength(4);
  expect(history.loading.value).toBe(false);
});
