import { localeTag, t } from './translate.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Style = 'time' | 'day' | 'day-and-year' | 'moment' | 'full-moment';
const STYLES: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  time: { hour: 'numeric', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  'day-and-year': { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  'full-moment': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  },
};
const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: Style, at: number): string {
  const tag = localeTag();
  const key = `${tag} ${style}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag, STYLES[style]);
  formats.set(key, made);
  return made.format(at);
}

export const clockTime = (iso: string): string => format('time', Date.parse(iso));
export const moment = (iso: string): string => format('moment', Date.parse(iso));
export const fullMoment = (iso: string): string => format('full-moment', Date.parse(iso));

/** How long somebody waits, short: "20 s", "4 min", "2 h". */
export function shortDuration(ms: number): string {
  const count = (unit: number) => Math.floor(Math.max(0, ms) / unit);
  if (ms < MINUTE_MS) return t('time.seconds', { count: Math.max(1, count(1000)) });
  if (ms < HOUR_MS) return t('time.minutes', { count: count(MINUTE_MS) });
  if (ms < DAY_MS) return t('time.hours', { count: count(HOUR_MS) });
  return t('time.days', { count: count(DAY_MS) });
}

/** How long a person has to wait before trying again, in words. */
export function waitInWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 90) return t('time.in-seconds', { count: whole });
  return t('time.in-minutes', { count: Math.ceil(whole / 60) });
}

/** The clock of today, the date of earlier days. */
export function listTime(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (isSameDay(at, now)) return format('time', at);
  return format(isSameYear(at, now) ? 'day' : 'day-and-year', at);
}

/** The heading of a day in a thread. */
export function dayName(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (isSameDay(at, now)) return t('thread.today');
  if (isSameDay(at, startOfDay(now) - 1)) return t('thread.yesterday');
  return format(isSameYear(at, now) ? 'day' : 'day-and-year', at);
}

/** Several names as one text, joined as the language joins them. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(localeTag(), { type: 'unit', style: 'long' }).format(names);

export const isSameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

const isSameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
