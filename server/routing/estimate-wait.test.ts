import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateWait } from './estimate-wait.ts';

const view = { position: 1, slots: 10, free: 0, median_handle_seconds: 600 };

it.each([
  ['the next of ten slots', {}, 60],
  ['the tenth of ten', { position: 10 }, 600],
  ['the eleventh', { position: 11 }, 660],
  ['a slot is free', { free: 1 }, 0],
  ['nobody is at work', { slots: 0 }, null],
  ['nobody knows how long a chat takes', { median_handle_seconds: null }, null],
  ['a slot is free, and nobody knows how long a chat takes', { free: 1, median_handle_seconds: null }, 0],
])('%s', (_what, given, expected) => expect(estimateWait({ ...view, ...given })).toBe(expected));

it('nobody behind is told to wait less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(20),
      (position, slots, free) => {
        const here = estimateWait({ ...view, position, slots, free: Math.min(free, slots) });
        const behind = estimateWait({ ...view, position: position + 1, slots, free: Math.min(free, slots) });
        expect(behind).toBeGreaterThanOrEqual(here!);
      },
    ),
  );
});
