import { describe, expect, it } from 'vitest';
import { instantOf, localInput, snoozeTimes } from './snooze-times.ts';

const at = (text: string) => new Date(text);
const offered = (now: string) =>
  Object.fromEntries(snoozeTimes(at(now)).map(({ preset, at: time }) => [preset, localInput(time)]));

describe('snoozeTimes', () => {
  it('offers an hour, the evening, tomorrow and Monday on the clock of the device', () => {
    // A Wednesday.
    expect(offered('2026-05-06T10:20:30')).toEqual({
      'in-hour': '2026-05-06T11:21',
      evening: '2026-05-06T18:00',
      tomorrow: '2026-05-07T09:00',
      monday: '2026-05-11T09:00',
    });
  });

  it('leaves out an evening that is near or over, and a Monday that is tomorrow', () => {
    expect(offered('2026-05-06T17:00:00')).not.toHaveProperty('evening');
    expect(offered('2026-05-06T21:00:00')).not.toHaveProperty('evening');
    expect(offered('2026-05-10T10:00:00')).toEqual({
      'in-hour': '2026-05-10T11:00',
      evening: '2026-05-10T18:00',
      tomorrow: '2026-05-11T09:00',
    });
  });

  it('offers the Monday after on a Monday, and what is ahead on every hour of a year', () => {
    expect(offered('2026-05-11T08:00:00').monday).toBe('2026-05-18T09:00');
    for (let hour = 0; hour < 366 * 24; hour += 5) {
      const now = new Date(2026, 0, 1, hour, 59, 59, 999);
      for (const time of snoozeTimes(now)) expect(time.at.getTime()).toBeGreaterThan(now.getTime());
    }
  });

  it('reads what a field holds, and nothing where it holds nothing', () => {
    expect(localInput(instantOf('2026-05-06T10:20')!)).toBe('2026-05-06T10:20');
    expect(instantOf('')).toBeUndefined();
    expect(instantOf('soon')).toBeUndefined();
  });
});
