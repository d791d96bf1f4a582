export const SNOOZE_PRESETS = ['in-hour', 'evening', 'tomorrow', 'monday'] as const;
export type SnoozePreset = (typeof SNOOZE_PRESETS)[number];

export interface SnoozeTime {
  preset: SnoozePreset;
  at: Date;
}

const EVENING_HOUR = 18;
const MORNING_HOUR = 9;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** An evening that is nearer is no choice beside "in 1 hour". */
const EVENING_AHEAD_MS = 90 * MINUTE_MS;

/** The times that are worth offering now, on the clock of this device. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const inHour = new Date(Math.ceil((now.getTime() + HOUR_MS) / MINUTE_MS) * MINUTE_MS);
  const evening = onDay(now, 0, EVENING_HOUR);
  const monday = onDay(now, daysToMonday(now), MORNING_HOUR);
  const tomorrow = onDay(now, 1, MORNING_HOUR);
  const times: SnoozeTime[] = [{ preset: 'in-hour', at: inHour }];
  if (evening.getTime() - now.getTime() > EVENING_AHEAD_MS) times.push({ preset: 'evening', at: evening });
  times.push({ preset: 'tomorrow', at: tomorrow });
  // On a Sunday that is tomorrow.
  if (monday.getTime() !== tomorrow.getTime()) times.push({ preset: 'monday', at: monday });
  return times;
}

/** What a field for date and time holds, as the instant on this device's clock; undefined where it is none. */
export function instantOf(local: string): Date | undefined {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at;
}

/** An instant as such a field wants it. */
export function localInput(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const timeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** By the calendar, so that a day on which clocks change is a day all the same. */
const onDay = (now: Date, days: number, hour: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);

/** Never today. */
const daysToMonday = (now: Date): number => (8 - now.getDay()) % 7 || 7;
