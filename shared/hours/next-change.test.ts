import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, defaultHours } from './default-hours.ts';
import { isOpen } from './is-open.ts';
import { nextChange } from './next-change.ts';
import { openMinutesBetween } from './open-minutes-between.ts';
import type { BusinessHours } from './schema.ts';
import { everyDay, slot } from './testing/every-day.ts';

/** All changes from one instant until another, as UTC. */
function changes(hours: BusinessHours, from: string, until: string): string[] {
  const found: string[] = [];
  for (let now = nextChange(hours, new Date(from)); now !== null && now < new Date(until);) {
    found.push(now.toISOString().slice(0, 16));
    now = nextChange(hours, now);
  }
  return found;
}

const minutes = (hours: BusinessHours, a: string, b: string): number =>
  openMinutesBetween(hours, new Date(a), new Date(b));

describe('where clocks change', () => {
  it('keeps the wall clock of Lisbon and New York over both changes', () => {
    const lisbon = everyDay('Europe/Lisbon', '09:00-10:00');
    expect(changes(lisbon, '2025-03-29T12:00Z', '2025-03-30T12:00Z')).toEqual([
      '2025-03-30T08:00',
      '2025-03-30T09:00',
    ]);
    expect(nextChange(lisbon, new Date('2025-10-25T12:00Z'))).toEqual(new Date('2025-10-26T09:00Z'));
    const newYork = everyDay('America/New_York', '09:00-10:00');
    expect(nextChange(newYork, new Date('2024-03-09T15:00Z'))).toEqual(new Date('2024-03-10T13:00Z'));
    expect(nextChange(newYork, new Date('2024-11-02T15:00Z'))).toEqual(new Date('2024-11-03T14:00Z'));
  });

  it('knows half hours: Kolkata always, Lord Howe as its summer time', () => {
    expect(
      changes(everyDay('Asia/Kolkata', '09:00-17:30'), '2025-06-01T00:00Z', '2025-06-02T00:00Z'),
    ).toEqual(['2025-06-01T03:30', '2025-06-01T12:00']);
    const lordHowe = everyDay('Australia/Lord_Howe', '00:00-06:00');
    expect(minutes(lordHowe, '2025-04-05T12:00Z', '2025-04-06T12:00Z')).toBe(6 * 60 + 30);
    expect(minutes(lordHowe, '2025-10-04T12:00Z', '2025-10-05T12:00Z')).toBe(6 * 60 - 30);
  });

  it('begins at the end of the skip what would begin within it', () => {
    const hours = everyDay('America/New_York', '02:30-04:00');
    expect(changes(hours, '2024-03-10T05:00Z', '2024-03-11T05:00Z')).toEqual([
      '2024-03-10T07:00',
      '2024-03-10T08:00',
    ]);
  });

  it('leaves out what lies within the skip, and does not notice a skip within a slot', () => {
    const day = ['2024-03-10T05:00Z', '2024-03-11T04:00Z'] as const;
    expect(changes(everyDay('America/New_York', '02:00-03:00'), ...day)).toEqual([]);
    expect(changes(everyDay('America/New_York', '01:00-04:00'), ...day)).toEqual([
      '2024-03-10T06:00',
      '2024-03-10T08:00',
    ]);
  });

  it('is open both times in the hour that is repeated', () => {
    const day = ['2024-11-03T04:00Z', '2024-11-04T05:00Z'] as const;
    expect(changes(everyDay('America/New_York', '01:15-01:45'), ...day)).toEqual([
      '2024-11-03T05:15',
      '2024-11-03T05:45',
      '2024-11-03T06:15',
      '2024-11-03T06:45',
    ]);
    expect(changes(everyDay('America/New_York', '01:30-03:00'), ...day)).toEqual([
      '2024-11-03T05:30',
      '2024-11-03T06:00',
      '2024-11-03T06:30',
      '2024-11-03T08:00',
    ]);
    expect(minutes(everyDay('America/New_York', '01:00-02:00'), ...day)).toBe(120);
  });

  it('never opens on the day that Samoa skipped', () => {
    const hours = {
      ...everyDay('Pacific/Apia', '09:00-17:00'),
      weekly: Array.from({ length: 7 }, () => [slot('00:00-24:00')]),
    };
    hours.weekly[4] = []; // Fridays, as the skipped one was
    expect(changes(hours, '2011-12-24T00:00Z', '2012-01-05T00:00Z')).toEqual(['2011-12-24T10:00']);
    expect(nextChange(everyDay('Pacific/Apia', '09:00-17:00'), new Date('2011-12-30T03:00Z'))).toEqual(
      new Date('2011-12-30T19:00Z'),
    );
  });
});

describe('days', () => {
  it('joins slots that touch, also over midnight and the turn of the year', () => {
    const hours = everyDay('UTC', '12:00-24:00', '00:00-06:00', '06:00-07:00');
    expect(changes(hours, '2026-12-31T08:00Z', '2027-01-01T13:00Z')).toEqual([
      '2026-12-31T12:00',
      '2027-01-01T07:00',
      '2027-01-01T12:00',
    ]);
  });

  it('lets a holiday replace the week, whole or in part, also on a leap day', () => {
    const hours = {
      ...everyDay('Europe/Lisbon', '09:00-17:00'),
      holidays: [
        { date: '2024-02-29', name: 'Leap day', slots: [] },
        { date: '2024-03-01', name: 'Short day', slots: [slot('10:00-11:00')] },
      ],
    };
    expect(changes(hours, '2024-02-28T12:00Z', '2024-03-02T12:00Z')).toEqual([
      '2024-02-28T17:00',
      '2024-03-01T10:00',
      '2024-03-01T11:00',
      '2024-03-02T09:00',
    ]);
  });

  it('takes the date of a holiday in the zone of the hours', () => {
    const hours = {
      ...everyDay('Asia/Kolkata', '00:00-24:00'),
      holidays: [{ date: '2026-01-26', name: 'Republic Day', slots: [] }],
    };
    expect(changes(hours, '2026-01-20T00:00Z', '2026-02-01T00:00Z')).toEqual([
      '2026-01-25T18:30',
      '2026-01-26T18:30',
    ]);
  });

  it('counts the edges of a slot: open at from, closed at to', () => {
    const hours = defaultHours('UTC');
    const at = (time: string): boolean => isOpen(hours, new Date(`2026-11-23T${time}Z`));
    expect(['08:59:59.999', '09:00', '16:59:59.999', '17:00'].map(at)).toEqual([false, true, true, false]);
    expect(isOpen(hours, new Date('2026-11-22T12:00Z'))).toBe(false);
  });
});

describe('limits', () => {
  it('finds no change where there is none', () => {
    const now = new Date('2026-11-22T12:00Z');
    expect([nextChange(ALWAYS_OPEN, now), isOpen(ALWAYS_OPEN, now)]).toEqual([null, true]);
    expect([nextChange(everyDay('UTC'), now), isOpen(everyDay('UTC'), now)]).toEqual([null, false]);
  });

  it('looks 400 days ahead and no further', () => {
    const opens = (date: string): BusinessHours => ({
      ...everyDay('UTC'),
      holidays: [{ date, name: 'Sale', slots: [slot('00:00-24:00')] }],
    });
    const now = new Date('2026-01-01T12:00Z');
    expect(nextChange(opens('2027-02-05'), now)).toEqual(new Date('2027-02-05T00:00Z'));
    expect(nextChange(opens('2027-02-06'), now)).toBeNull();
  });

  it('counts nothing backwards, fractions of minutes, and years', () => {
    expect(minutes(ALWAYS_OPEN, '2026-01-02T00:00Z', '2026-01-01T00:00Z')).toBe(0);
    expect(minutes(ALWAYS_OPEN, '2026-01-01T00:00:00Z', '2026-01-01T00:00:30Z')).toBe(0.5);
    expect(
      minutes(everyDay('America/New_York', '00:00-24:00'), '2000-01-01T05:00Z', '2020-01-01T05:00Z'),
    ).toBe(7305 * 1440);
  });

  it('refuses instants and zones that are none', () => {
    expect(() => isOpen(ALWAYS_OPEN, new Date(NaN))).toThrow(RangeError);
    expect(() => nextChange(ALWAYS_OPEN, new Date('1969-12-31T23:59Z'))).toThrow(RangeError);
    expect(() => isOpen(everyDay('Mars/Olympus'), new Date())).toThrow(RangeError);
  });
});
