import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backAt, tellBackAt } from './back-at.ts';

const now = new Date('2027-03-05T20:00:00Z');
const NBSP = /\u202f/g;

it.each([
  // The same instant is another time, and another day, elsewhere.
  ['2027-03-05T21:00:00Z', 'UTC', 'Back at 9:00 PM'],
  ['2027-03-05T21:00:00Z', 'Asia/Kolkata', 'Back at 2:30 AM'],
  ['2027-03-06T09:00:00Z', 'UTC', 'Back tomorrow at 9:00 AM'],
  ['2027-03-08T09:00:00Z', 'America/New_York', 'Back Monday at 4:00 AM'],
  ['2027-03-20T09:00:00Z', 'UTC', 'Back March 20 at 9:00 AM'],
  ['2027-03-05T20:00:00Z', 'UTC', ''],
  ['2027-03-05T19:00:00Z', 'UTC', ''],
  ['nonsense', 'UTC', ''],
])('%s in %s is %j', (at, zone, words) => {
  expect(backAt(at, 'en-US', now, zone).replace(NBSP, ' ')).toBe(words);
});

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

it('takes it back when the moment has come, and says nothing once it is stopped', () => {
  const said: string[] = [];
  const stop = tellBackAt('2027-03-05T20:02:00Z', 'en-US', (words) => said.push(words));
  vi.advanceTimersByTime(60_000);
  expect(said.at(-1)).toMatch(/^Back at /);
  vi.advanceTimersByTime(60_000);
  expect(said.at(-1)).toBe('');
  const again = tellBackAt('2027-03-06T20:02:00Z', 'en-US', (words) => said.push(words));
  expect(said.at(-1)).toMatch(/^Back tomorrow at /);
  again();
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
