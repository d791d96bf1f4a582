import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpen } from './is-open.ts';
import { nextChange, SEARCH_DAYS } from './next-change.ts';
import { openMinutesBetween } from './open-minutes-between.ts';
import { businessHours } from './schema.ts';
import { arbitraryScene } from './testing/arbitrary-hours.ts';
import { readsOpen, scanMinutes } from './testing/wall-clock-scan.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SCANNED = 2 * 24 * 60;

it('agrees with a reader of the wall clock on every minute of two days', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ hours, start }) => {
      const at = (minute: number): Date => new Date(start + minute * MINUTE_MS);
      const scanned = scanMinutes(hours, start, SCANNED);
      expect(scanned.map((_, minute) => isOpen(hours, at(minute)))).toEqual(scanned);

      const flip = scanned.findIndex((open) => open !== scanned[0]);
      const change = nextChange(hours, at(0));
      if (flip === -1) expect(change?.getTime() ?? Infinity).toBeGreaterThanOrEqual(at(SCANNED).getTime());
      else expect(change).toEqual(at(flip));

      const open = scanned.filter(Boolean).length;
      expect(openMinutesBetween(hours, at(0), at(SCANNED))).toBe(open);
    }),
    { numRuns: 80 },
  );
}, 60_000);

const anyInstant = fc.tuple(arbitraryScene, fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }));

it('changes at the next change, and not before', () => {
  fc.assert(
    fc.property(anyInstant, ([{ hours, start }, later]) => {
      const now = new Date(start + later);
      const change = nextChange(hours, now);
      const open = isOpen(hours, now);
      expect(open).toBe(readsOpen(hours, now.getTime()));
      const end = change ?? new Date(now.getTime() + SEARCH_DAYS * DAY_MS);
      expect(openMinutesBetween(hours, now, end)).toBe(
        open ? (end.getTime() - now.getTime()) / MINUTE_MS : 0,
      );
      if (change === null) return;
      expect(change.getTime()).toBeGreaterThan(now.getTime());
      expect([isOpen(hours, new Date(change.getTime() - 1)), isOpen(hours, change)]).toEqual([open, !open]);
      expect(readsOpen(hours, change.getTime())).toBe(!open);
    }),
    { numRuns: 300 },
  );
});

const openMs = (...args: Parameters<typeof openMinutesBetween>): number =>
  Math.round(openMinutesBetween(...args) * MINUTE_MS);

it('adds up: a to b and b to c is a to c', () => {
  const pause = fc.oneof(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 0, max: 900 * DAY_MS }));
  fc.assert(
    fc.property(anyInstant, pause, pause, ([{ hours, start }, later], first, second) => {
      const a = new Date(start + later);
      const b = new Date(a.getTime() + first);
      const c = new Date(b.getTime() + second);
      expect(openMs(hours, a, b) + openMs(hours, b, c)).toBe(openMs(hours, a, c));
    }),
    { numRuns: 200 },
  );
});

it('walks from change to change to the same sum', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ hours, start }) => {
      const end = start + 21 * DAY_MS;
      let open = 0;
      for (let now = start; now < end;) {
        const change = Math.min(nextChange(hours, new Date(now))?.getTime() ?? end, end);
        if (isOpen(hours, new Date(now))) open += change - now;
        now = change;
      }
      expect(openMs(hours, new Date(start), new Date(end))).toBe(open);
    }),
    { numRuns: 150 },
  );
});

it('is accepted by the schema as it is', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ hours }) => {
      expect(businessHours.parse(hours)).toEqual(hours);
    }),
  );
});
