import { openSpans } from './open-spans.ts';
import type { BusinessHours } from './schema.ts';
import { instantMs, MINUTE_MS } from './zone-clock.ts';

/** How many minutes it is open from `a` up to `b`, with the fraction of a last one; 0 when `b` is not after `a`. */
export function openMinutesBetween(hours: BusinessHours, a: Date, b: Date): number {
  let open = 0;
  for (const span of openSpans(hours, instantMs(a), instantMs(b))) open += span.end - span.start;
  return open / MINUTE_MS;
}
