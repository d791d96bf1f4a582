import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlidingLimiter } from './sliding-limiter.ts';

describe('[S26] the sliding limiter', () => {
  it('holds every limit in every window, and its wait is exact', () => {
    const limits = [
      { points: 3, seconds: 2 },
      { points: 5, seconds: 10 },
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 80 }), (pauses) => {
        let now = 1_000_000;
        const limiter = createSlidingLimiter(limits, () => now);
        const taken: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const wait = limiter.take('a');
          const fits = limits.every(
            ({ points, seconds }) => taken.filter((at) => at > now - seconds * 1000).length < points,
          );
          expect(wait === 0).toBe(fits);
          if (wait === 0) taken.push(now);
        }
      }),
    );
  });

  it('answers the seconds until there is a point again', () => {
    let now = 0;
    const limiter = createSlidingLimiter([{ points: 2, seconds: 10 }], () => now);
    expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 10]);
    expect(limiter.take('b')).toBe(0);
    now = 9_500;
    expect(limiter.take('a')).toBe(1);
    now = 10_000;
    expect(limiter.take('a')).toBe(0);
  });

  it('takes back what did not come about', () => {
    const limiter = createSlidingLimiter([{ points: 1, seconds: 10 }], () => 5);
    expect(limiter.take('a')).toBe(0);
    limiter.giveBack('a');
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(10);
  });

  it('forgets who was quiet, and nobody else', () => {
    let now = 0;
    const limiter = createSlidingLimiter([{ points: 1, seconds: 10 }], () => now);
    limiter.take('a');
    now = 5_000;
    limiter.take('b');
    now = 10_000;
    limiter.forget();
    expect(limiter.size).toBe(1);
    expect(limiter.take('b')).toBe(5);
  });
});
