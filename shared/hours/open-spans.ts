import { daySlots, type DaySlots } from './day-slots.ts';
import type { BusinessHours } from './schema.ts';
import { DAY_MS, stretches, type Stretch } from './zone-clock.ts';

/** Open from `start` up to but not including `end`, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** When it is open between two instants, in order; spans that touch are one. See `isOpen` for the rule. */
export function* openSpans(hours: BusinessHours, from: number, until: number): Generator<Span> {
  const slotsOf = daySlots(hours);
  let open: Span | undefined;
  for (const stretch of stretches(hours.time_zone, from, until)) {
    for (const span of spansWithin(stretch, slotsOf)) {
      if (open?.end === span.start) {
        open.end = span.end;
        continue;
      }
      if (open !== undefined) yield open;
      open = span;
    }
  }
  if (open !== undefined) yield open;
}

function* spansWithin({ start, end, offset }: Stretch, slotsOf: DaySlots): Generator<Span> {
  for (let day = Math.floor((start + offset) / DAY_MS); day * DAY_MS - offset < end; day++) {
    const midnight = day * DAY_MS - offset;
    for (const slot of slotsOf(day)) {
      const span = { start: Math.max(start, midnight + slot.from), end: Math.min(end, midnight + slot.to) };
      if (span.start < span.end) yield span;
    }
  }
}
