import { DAY_MS, instantMs, isTimeZone, offsetAt } from './zone-clock.ts';

/** In whose zone, and in whose language's way of writing dates, a time is told. */
export interface Reader {
  time_zone: string;
  locale: string;
}

/** A coming instant, with its parts as they are put into a sentence: `time` "09:00", `weekday` "Monday", `date` "3 January". */
export type When =
  | { kind: 'today' | 'tomorrow'; at: Date; time: string }
  | { kind: 'weekday'; at: Date; time: string; weekday: string }
  | { kind: 'date'; at: Date; time: string; date: string };

const DAYS_WITH_OWN_NAME = 7;
/** From here on a date without its year could be taken for one that has passed. */
const DAYS_WITHOUT_YEAR = 180;

/** A zone that this runtime does not know is read as UTC, a locale as English. */
export function tellWhen(at: Date, now: Date, reader: Reader): When {
  const timeZone = isTimeZone(reader.time_zone) ? reader.time_zone : 'UTC';
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(knownLocale(reader.locale), { timeZone, ...options }).format(at);
  const days = dayNumber(timeZone, at) - dayNumber(timeZone, now);
  const time = show({ timeStyle: 'short' });
  if (days <= 1) return { kind: days === 1 ? 'tomorrow' : 'today', at, time };
  if (days < DAYS_WITH_OWN_NAME) return { kind: 'weekday', at, time, weekday: show({ weekday: 'long' }) };
  const year = days < DAYS_WITHOUT_YEAR ? {} : { year: 'numeric' as const };
  return { kind: 'date', at, time, date: show({ day: 'numeric', month: 'long', ...year }) };
}

function dayNumber(timeZone: string, instant: Date): number {
  const ms = instantMs(instant);
  return Math.floor((ms + offsetAt(timeZone, ms)) / DAY_MS);
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
