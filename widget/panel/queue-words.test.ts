import { expect, it } from 'vitest';
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
])('%j is %j', (told, words) => expect(queueWords(told, 'en')).toBe(words));

it('does not fail for a locale that counts otherwise', () => {
  expect(queueWords(place(2, 120), 'de')).toBe('You are 2th in the queue · about 2 minutes');
});
