import { isOpen } from '../../shared/hours/is-open.ts';
import { nextChange } from '../../shared/hours/next-change.ts';
import type { BusinessHours } from '../../shared/hours/schema.ts';
import type { Opening } from '../../shared/protocol/opening.ts';

const known = new WeakMap<BusinessHours, Opening>();

/** Whether it is open, and until when that holds. Looked for once a change: a search over a year is no small thing. */
export function openingAt(hours: BusinessHours, now: Date): Opening {
  const kept = known.get(hours);
  if (kept && (kept.changes_at === null || Date.parse(kept.changes_at) > now.getTime())) return kept;
  const found = {
    open: isOpen(hours, now),
    changes_at: nextChange(hours, now)?.toISOString() ?? null,
  };
  known.set(hours, found);
  return found;
}
