import { minuteOfDay } from './minute-of-day.ts';
import type { BusinessHours, Slot } from './schema.ts';
import { DAY_MS, MINUTE_MS } from './zone-clock.ts';

/** Part of a day, in milliseconds since its midnight by the wall clock. */
export interface DaySlot {
  from: number;
  to: number;
}

/** The slots of a day, in order; days are counted from 1970-01-01 by the wall clock. */
export type DaySlots = (day: number) => readonly DaySlot[];

export function daySlots(hours: BusinessHours): DaySlots {
  const holidays = new Map(hours.holidays.map(({ date, slots }) => [date, slots]));
  const weekly: DaySlot[][] = [];
  return (day) => {
    const holiday = holidays.size > 0 ? holidays.get(dateOf(day)) : undefined;
    if (holiday !== undefined) return inOrder(holiday);
    const weekday = weekdayOf(day);
    return (weekly[weekday] ??= inOrder(hours.weekly[weekday] ?? []));
  };
}

/** Weeks begin on Monday; day 0 was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % 7;

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const inOrder = (slots: readonly Slot[]): DaySlot[] =>
  slots
    .map(({ from, to }) => ({ from: minuteOfDay(from) * MINUTE_MS, to: minuteOfDay(to) * MINUTE_MS }))
    .sort((a, b) => a.from - b.from);
