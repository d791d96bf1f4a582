import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAX_PREVIEW_LENGTH, PREVIEW_INTERVAL_MS } from '../protocol/limits.ts';
import type { SignalFrame } from './types.ts';
import { createTypingPreview } from './typing-preview.ts';

let sent: SignalFrame[];
let isShown: boolean;
const create = () =>
  createTypingPreview(
    (frame) => sent.push(frame),
    () => isShown,
  );

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  sent = [];
  isShown = true;
});
afterEach(() => void vi.useRealTimers());

it('[T7] tells the first words at once, the last of a burst in the end, and nothing between', () => {
  const typing = create();
  for (const text of ['H', 'He', 'Hel', 'Hell']) typing('c', true, text);
  vi.advanceTimersByTime(0);
  typing('c', true, 'Hello');
  typing('c', true, 'Hello!');
  vi.advanceTimersByTime(PREVIEW_INTERVAL_MS - 1);
  expect(sent.map(({ text }) => text)).toEqual(['Hell']);
  vi.advanceTimersByTime(1);
  expect(sent.map(({ text }) => text)).toEqual(['Hell', 'Hello!']);
});

it('[T7] sends what waits no more once it is sent or taken away', () => {
  const typing = create();
  typing('c', true, 'a');
  vi.advanceTimersByTime(0);
  typing('c', true, 'ab');
  typing('c', false);
  vi.advanceTimersByTime(PREVIEW_INTERVAL_MS * 2);
  expect(sent).toMatchObject([{ text: 'a' }, { typing: false }]);
  expect(sent[1]).not.toHaveProperty('text');
});

it('[T7] cuts what is long', () => {
  create()('c', true, 'x'.repeat(MAX_PREVIEW_LENGTH + 1));
  vi.advanceTimersByTime(0);
  expect(sent[0]?.text).toHaveLength(MAX_PREVIEW_LENGTH);
});

it('[T7] where it is not shown, or not any more, no word leaves', () => {
  const typing = create();
  typing('c', true, 'SECRET');
  isShown = false;
  vi.advanceTimersByTime(0);
  typing('c', true, 'SECRET again');
  typing('c', false);
  expect(sent).toEqual([
    { type: 'typing.set', conversation_id: 'c', typing: true },
    { type: 'typing.set', conversation_id: 'c', typing: false },
  ]);
});
