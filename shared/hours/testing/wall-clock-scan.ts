import type { BusinessHours } from '../schema.ts';

const MINUTE_MS = 60_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Shares nothing with the code under test: it reads the wall clock of every instant and compares strings. */
export function readsOpen(hours: BusinessHours, ms: number): boolean {
  const [weekday = '', date = '', time = ''] = wallClock(hours.time_zone, ms);
  const holiday = hours.holidays.find((one) => one.date === date);
  const slots = holiday?.slots ?? hours.weekly[WEEKDAYS.indexOf(weekday)];
  if (slots === undefined) throw new Error(`No such weekday: ${weekday}`);
  return slots.some(({ from, to }) => from <= time && time < to);
}

/** For every minute from `start` on, whether it is open. */
export const scanMinutes = (hours: BusinessHours, start: number, minutes: number): boolean[] =>
  Array.from({ length: minutes }, (_, index) => readsOpen(hours, start + index * MINUTE_MS));

/** `['Sun', '2025-03-30', '02:30']` */
function wallClock(timeZone: string, ms: number): string[] {
  const format = formats.get(timeZone) ?? makeFormat(timeZone);
  formats.set(timeZone, format);
  const shown = /^(\w{3}), (\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d)$/.exec(format.format(ms));
  if (shown === null) throw new Error(`Cannot read ${format.format(ms)}`);
  const [, weekday = '', month, day, year, time = ''] = shown;
  return [weekday, `${year}-${month}-${day}`, time];
}

const makeFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
