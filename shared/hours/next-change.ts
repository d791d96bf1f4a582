import { openSpans } from './open-spans.ts';
import type { BusinessHours } from './schema.ts';
import { DAY_MS, instantMs } from './zone-clock.ts';

/** How far ahead a change is looked for. */
export const SEARCH_DAYS = 400;

/** The first instant after this one at which `isOpen` answers otherwise; null when that is not within 400 days. */
export function nextChange(hours: BusinessHours, instant: Date): Date | null {
  const from = instantMs(instant);
  const until = from + SEARCH_DAYS * DAY_MS;
  const [first] = openSpans(hours, from, until);
  if (first === undefined) return null;
  const change = first.start > from ? first.start : first.end;
  return change < until ? new Date(change) : null;
}
