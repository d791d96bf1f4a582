import type { QueuePlace } from '../../shared/protocol/queue-place.ts';
import { enOrdinals, enQueue } from '../i18n/en-queue.ts';
import { fill } from '../i18n/translator.ts';

const ANY_HOUR = 3_600;

const ordinal = (n: number, locale: string): string => {
  const kind = new Intl.PluralRules(locale, { type: 'ordinal' }).select(n);
  const form = kind in enOrdinals ? (kind as keyof typeof enOrdinals) : 'other';
  return fill(enOrdinals[form], { n: new Intl.NumberFormat(locale).format(n) });
};

const waitWords = (seconds: number, locale: string): string => {
  if (seconds > ANY_HOUR) return enQueue.hour;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 2) return minutes ? enQueue.minute : enQueue.soon;
  return fill(enQueue.minutes, { n: new Intl.NumberFormat(locale).format(minutes) });
};

/** "You are 2nd in the queue \u00b7 about 3 minutes"; only what is known, and nothing where nobody can come. */
export const queueWords = (
  { position, wait_seconds, nobody_can_come }: QueuePlace,
  locale: string,
): string => {
  if (nobody_can_come || position === null) return '';
  const place = position === 1 ? enQueue.next : fill(enQueue.inQueue, { place: ordinal(position, locale) });
  return wait_seconds === null ? place : `${place} \u00b7 ${waitWords(wait_seconds, locale)}`;
};
