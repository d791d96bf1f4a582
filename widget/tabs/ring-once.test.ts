import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRinger, type Ringer } from './ring-once.ts';

let rung: number[];

/** Tabs that hear one another after `delayMs`, each with its number. */
const tabs = (ranks: readonly number[], delayMs = 5): Ringer[] => {
  const all: Ringer[] = ranks.map((rank, at) =>
    createRinger(
      (message, claimed) =>
        all.forEach((other, to) => {
          if (to !== at) setTimeout(() => other.heard(message, claimed), delayMs);
        }),
      () => rung.push(at),
      () => rank,
    ),
  );
  return all;
};

beforeEach(() => {
  rung = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('rings in one tab of many, whichever has the lowest number', () => {
  for (const tab of tabs([0.7, 0.2, 0.5])) tab.arrived('a:1', false);
  vi.advanceTimersByTime(1_000);
  expect(rung).toEqual([1]);
});

it('rings alone, and once for each message', () => {
  const [tab] = tabs([0.4]) as [Ringer];
  tab.arrived('a:1', false);
  tab.arrived('a:2', false);
  vi.advanceTimersByTime(1_000);
  expect(rung).toEqual([0, 0]);
});

it('rings nowhere where one tab shows the message', () => {
  const [behind, front] = tabs([0.1, 0.9]) as [Ringer, Ringer];
  behind.arrived('a:1', false);
  front.arrived('a:1', true);
  vi.advanceTimersByTime(1_000);
  expect(rung).toEqual([]);
});

it('does not ring again in a tab that hears of the message late, whatever its number', () => {
  const [one, late] = tabs([0.5, 0.1]) as [Ringer, Ringer];
  one.arrived('a:1', false);
  vi.advanceTimersByTime(250);
  late.arrived('a:1', false);
  vi.advanceTimersByTime(1_000);
  expect(rung).toEqual([0]);
});
