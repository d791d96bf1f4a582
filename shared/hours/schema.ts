import { z } from 'zod';
import { personName } from '../protocol/text.ts';
import { minuteOfDay } from './minute-of-day.ts';
import { isTimeZone } from './zone-clock.ts';

const MAX_SLOTS = 8;
const MAX_HOLIDAYS = 200;
const DAYS_OF_WEEK = 7;

const FROM = /^([01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** From `from` up to but not including `to`, as the wall clock of `time_zone` shows them. */
const slot = z
  .object({
    from: z.string().regex(FROM, 'Write a time from 00:00 to 23:59, such as 09:00.'),
    to: z.string().regex(TO, 'Write a time from 00:01 to 24:00, such as 17:00.'),
  })
  .superRefine((one, context) => {
    const message = isReadable(one) ? whatIsWrong(one) : undefined;
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['to'], message });
  });

const slots = z
  .array(slot)
  .max(MAX_SLOTS, `A day has at most ${MAX_SLOTS} slots.`)
  .superRefine((list, context) => {
    for (const [index, one] of list.entries()) {
      const other = list.slice(0, index).find((earlier) => overlap(earlier, one));
      if (other === undefined) continue;
      const message = `${one.from} to ${one.to} overlaps ${other.from} to ${other.to}. Change or remove one of them.`;
      context.addIssue({ code: 'custom', path: [index, 'from'], message });
    }
  });

const holiday = z.object({
  date: z.iso.date('Write a date that exists as year, month and day, such as 2027-12-24.'),
  name: personName,
  /** Replace the slots of the week on this date; without any it is closed all day. */
  slots,
});

const holidays = z
  .array(holiday)
  .max(MAX_HOLIDAYS, `There can be at most ${MAX_HOLIDAYS} holidays. Remove those that have passed.`)
  .superRefine((list, context) => {
    const dates = new Set<string>();
    for (const [index, { date }] of list.entries()) {
      const message = `${date} is listed twice. Put all its slots into one holiday.`;
      if (dates.has(date)) context.addIssue({ code: 'custom', path: [index, 'date'], message });
      dates.add(date);
    }
  });

/** When someone is there. Evaluated when read (`isOpen`, `nextChange`), so that it never goes stale. */
export const businessHours = z.object({
  time_zone: z
    .string()
    .refine(isTimeZone, 'This time zone is not known. Choose a name such as Europe/Lisbon or Asia/Kolkata.'),
  /** Monday first. Slots of a day may touch, in any order. */
  weekly: z.array(slots).length(DAYS_OF_WEEK, 'The week needs seven days, Monday first.'),
  holidays,
});

export type BusinessHours = z.infer<typeof businessHours>;
export type Slot = z.infer<typeof slot>;
export type Holiday = z.infer<typeof holiday>;

/** What has no readable time has been told so, and is not told anything else. */
const isReadable = ({ from, to }: Slot): boolean => FROM.test(from) && TO.test(to);

function whatIsWrong({ from, to }: Slot): string | undefined {
  if (minuteOfDay(to) > minuteOfDay(from)) return undefined;
  if (to === '00:00') return 'Write midnight at the end of a day as 24:00.';
  if (from === to) return 'A slot needs to end after it begins.';
  return `${from} to ${to} crosses midnight. Split it: ${from} to 24:00 on this day, 00:00 to ${to} on the next.`;
}

const overlap = (a: Slot, b: Slot): boolean =>
  isReadable(a) &&
  isReadable(b) &&
  minuteOfDay(a.from) < minuteOfDay(b.to) &&
  minuteOfDay(b.from) < minuteOfDay(a.to);
