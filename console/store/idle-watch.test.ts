// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AvailabilityState } from '../../shared/protocol/routing.ts';
import { watchIdle } from './idle-watch.ts';

const ONLINE: AvailabilityState = {
  ...{ availability: 'online', accepts_chats: false, reason: 'Phone', by_itself: false },
  ...{ since: '2026-05-01T10:00:00.000Z', set_by: null, load: 2, limit: 5, offers: [] },
};
const MINUTE = 60_000;
const state = signal<AvailabilityState | undefined>(ONLINE);
const change = vi.fn<Parameters<typeof watchIdle>[0]['change']>(async (wanted) => {
  state.value = { ...ONLINE, ...wanted };
});
const input = () => document.dispatchEvent(new Event('keydown'));
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  change.mockClear();
  state.value = ONLINE;
  stop = watchIdle({ state, change }, 'me');
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('says away after ten minutes without input, and takes it back with the next', async () => {
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(change).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(MINUTE + 15_000);
  const kept = { accepts_chats: false, reason: 'Phone' };
  expect(change.mock.calls).toEqual([[{ ...kept, availability: 'away', by_itself: true }]]);
  input();
  expect(change.mock.lastCall).toEqual([{ ...kept, availability: 'online', by_itself: false }]);
});

it('counts from the last input, here or in another tab', async () => {
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  input();
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  localStorage.setItem('bellhop.console.input.me', String(Date.now()));
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(change).not.toHaveBeenCalled();
});

it('leaves alone what somebody chose', async () => {
  state.value = { ...ONLINE, availability: 'away' };
  input();
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  state.value = { ...ONLINE, availability: 'offline' };
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  input();
  expect(change).not.toHaveBeenCalled();
});

it('comes back at once when another device fell asleep, and says it once a time without input', async () => {
  state.value = { ...ONLINE, availability: 'away', by_itself: true };
  expect(change.mock.lastCall?.[0]).toMatchObject({ availability: 'online' });
  await vi.advanceTimersByTimeAsync(11 * MINUTE);
  expect(change).toHaveBeenCalledTimes(2);
  state.value = ONLINE;
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  expect(change).toHaveBeenCalledTimes(2);
});
