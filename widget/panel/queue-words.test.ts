import { expect, it } from 'vitest';
import { enQueue } from '../i18n/en-queue.ts';
import ar from '../i18n/languages/ar.ts';
import de from '../i18n/languages/de.ts';
import { queueWords } from './queue-words.ts';

const place = (position: number | null, wait_seconds: number | null, nobody_can_come = false) => ({
  position,
  wait_seconds,
  nobody_can_come,
});

it.each([
  [place(1, null), 'You are next'],
  [place(1, 0), 'You are next · in a moment'],
  [place(2, 180), 'You are 2nd in the queue · about 3 minutes'],
  [place(3, 60), 'You are 3rd in the queue · about 1 minute'],
  [place(11, 3600), 'You are 11th in the queue · about 60 minutes'],
  [place(1021, 3660), 'You are 1,021st in the queue · more than an hour'],
  [place(2, null, true), ''],
  [place(null, null), ''],
])('%j is %j', (told, words) => expect(queueWords(told, enQueue, 'en')).toBe(words));

it('counts as other languages count', () => {
  expect(queueWords(place(2, 120), de.queue, 'de')).toBe('Sie sind an 2. Stelle \u00b7 etwa 2 Minuten');
  const arabic = (minutes: number) => queueWords(place(1, minutes * 60), ar.queue, 'ar').split('\u00b7')[1];
  expect(new Set([1, 2, 3, 11, 100].map(arabic)).size).toBe(5);
});
