export interface SlidingLimit {
  readonly points: number;
  readonly seconds: number;
}

/** Counts acts a key, exactly: each limit holds in every window of its length, not only between clock ticks. */
export interface SlidingLimiter {
  /**
   * Takes one point and answers 0; or takes none and answers in how many seconds there is one again. `points` are other
   * allowances for this key, in the order of the limits.
   */
  take(key: string, points?: readonly number[]): number;
  /** Gives the last point back: the act did not come about. */
  giveBack(key: string): void;
  /** Forgets keys whose windows have passed; called by a sweep. */
  forget(): void;
  readonly size: number;
}

/** Beyond this many keys the oldest is forgotten: an attacker with many names must not fill the memory. */
const MAX_KEYS = 100_000;

export function createSlidingLimiter(
  limits: readonly SlidingLimit[],
  now: () => number = Date.now,
): SlidingLimiter {
  const longest = Math.max(...limits.map((limit) => limit.seconds)) * 1000;
  const usual = limits.map((limit) => limit.points);
  const taken = new Map<string, number[]>();

  const waitFor = (times: number[], at: number, points: readonly number[]): number => {
    let until = at;
    for (const [index, { seconds }] of limits.entries()) {
      const first = times[times.length - (points[index] ?? Infinity)];
      if (first !== undefined) until = Math.max(until, first + seconds * 1000);
    }
    return until - at;
  };

  return {
    take(key, points = usual) {
      const at = now();
      const times = taken.get(key) ?? [];
      const wait = waitFor(times, at, points);
      if (wait > 0) return Math.ceil(wait / 1000);
      times.push(at);
      times.splice(0, times.length - Math.max(...points));
      // Set anew, so that the map's order is that of the last act.
      taken.delete(key);
      taken.set(key, times);
      if (taken.size > MAX_KEYS) taken.delete(taken.keys().next().value ?? key);
      return 0;
    },
    giveBack(key) {
      taken.get(key)?.pop();
    },
    forget() {
      const before = now() - longest;
      for (const [key, times] of taken) {
        if ((times.at(-1) ?? 0) > before) return;
        taken.delete(key);
      }
    },
    get size() {
      return taken.size;
    },
  };
}
