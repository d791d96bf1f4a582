import { isOpen } from './is-open.ts';
import { nextChange } from './next-change.ts';
import type { BusinessHours } from './schema.ts';
import { tellWhen, type Reader, type When } from './tell-when.ts';

/** What a visitor is told. `closed`: no opening is in sight (none within 400 days). */
export type BackAt = { kind: 'open' } | { kind: 'closed' } | When;

/** When someone is back, as the visitor's clock and calendar will show it. */
export function backAt(hours: BusinessHours, now: Date, visitor: Reader): BackAt {
  if (isOpen(hours, now)) return { kind: 'open' };
  const opening = nextChange(hours, now);
  return opening === null ? { kind: 'closed' } : tellWhen(opening, now, visitor);
}
