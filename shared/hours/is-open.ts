import { daySlots } from './day-slots.ts';
import type { BusinessHours } from './schema.ts';
import { DAY_MS, instantMs, offsetAt } from './zone-clock.ts';

/**
 * Whether it is open at an instant. The rule, also where clocks change: it is open whenever the wall clock of the
 * hours' zone shows a date and a time within a slot of that date (`from` counts, `to` does not). So
 * - a slot that begins in the hour that clocks skip begins when the skip ends; one that lies within it is left out;
 * - a slot in the hour that clocks repeat is open both times, and a slot's edge within that hour counts both times;
 * - a date that a zone skips (Samoa, 30 December 2011) never opens.
 */
export function isOpen(hours: BusinessHours, instant: Date): boolean {
  const ms = instantMs(instant);
  const local = ms + offsetAt(hours.time_zone, ms);
  const day = Math.floor(local / DAY_MS);
  const time = local - day * DAY_MS;
  return daySlots(hours)(day).some(({ from, to }) => from <= time && time < to);
}
