import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signal } from '@preact/signals';
import de from '../i18n/languages/de.ts';
import { createTranslator } from '../i18n/translator.ts';
import { backAt, tellBackAt } from './back-at.ts';

const now = new Date('2027-03-05T20:00:00Z');
const english = createTranslator(signal({ locale: 'en-US' }));
const german = createTranslator(signal({ locale: 'de', language: de }));
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
  expect(backAt(at, english, now, zone).replace(NBSP, ' ')).toBe(words);
});

it('says it as it is said elsewhere', () => {
  const said = (at: string) => backAt(at, german, now, 'UTC');
  expect(said('2027-03-08T09:00:00Z')).toBe('Wieder da am Montag um 09:00');
  expect(said('2027-03-20T09:00:00Z')).toBe('Wieder da am 20. März um 09:00');
});

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

it('takes it back when the moment has come, and says nothing once it is stopped', () => {
  const said: string[] = [];
  const stop = tellBackAt('2027-03-05T20:02:00Z', english, (words) => said.push(words));
  vi.advanceTimersByTime(60_000);
  expect(said.at(-1)).toMatch(/^Back at /);
  vi.advanceTimersByTime(60_000);
  expect(said.at(-1)).toBe('');
  const again = tellBackAt('2027-03-06T20:02:00Z', english, (words) => said.push(words));
  expect(said.at(-1)).toMatch(/^Back tomorrow at /);
  again();
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
