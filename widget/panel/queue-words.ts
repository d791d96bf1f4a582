import type { QueuePlace } from '../../shared/protocol/queue-place.ts';
import type { enQueue } from '../i18n/en-queue.ts';
import { fill } from '../i18n/fill.ts';
import { counted } from '../i18n/plural.ts';

const ANY_HOUR = 3_600;

const waitWords = (seconds: number, words: typeof enQueue, locale: string): string => {
  if (seconds > ANY_HOUR) return words.hour;
  const minutes = Math.ceil(seconds / 60);
  return minutes ? counted(words.minutes, minutes, locale) : words.soon;
};

/** "You are 2nd in the queue \u00b7 about 3 minutes"; only what is known, and nothing where nobody can come. */
export const queueWords = (
  { position, wait_seconds, nobody_can_come }: QueuePlace,
  words: typeof enQueue,
  locale: string,
): string => {
  if (nobody_can_come || position === null) return '';
  const ordinal = counted(words.place, position, locale, 'ordinal');
  const place = position === 1 ? words.next : fill(words.inQueue, { place: ordinal });
  return wait_seconds === null ? place : `${place} \u00b7 ${waitWords(wait_seconds, words, locale)}`;
};
