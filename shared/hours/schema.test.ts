import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, defaultHours } from './default-hours.ts';
import { businessHours } from './schema.ts';
import { slot } from './testing/every-day.ts';
import { isTimeZone } from './zone-clock.ts';

/** What is said about each field, by its path. */
function wrong(changed: object): Record<string, string> {
  const { error } = businessHours.safeParse({ ...defaultHours('Europe/Lisbon'), ...changed });
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
}

const monday = (...slots: string[]): object => ({ weekly: [slots.map(slot), [], [], [], [], [], []] });
const days = (...dates: string[]): object => ({
  holidays: dates.map((date) => ({ date, name: 'Off', slots: [] })),
});

it('accepts the defaults as they are', () => {
  for (const hours of [ALWAYS_OPEN, defaultHours('America/New_York')])
    expect(businessHours.parse(hours)).toEqual(hours);
});

it('gives each its own days, so that a form can change one', () => {
  const hours = defaultHours('UTC');
  hours.weekly[0]?.push(slot('18:00-19:00'));
  expect(hours.weekly[1]).toHaveLength(1);
  expect(defaultHours('UTC').weekly[0]).toHaveLength(1);
});

describe('slots', () => {
  it('may touch, end at 24:00 and come in any order', () => {
    expect(wrong(monday('18:00-24:00', '00:00-00:01', '09:00-12:00', '12:00-13:00'))).toEqual({});
  });

  it('do not cross midnight', () => {
    expect(wrong(monday('09:00-10:00', '22:00-02:00'))).toEqual({
      'weekly.0.1.to':
        '22:00 to 02:00 crosses midnight. Split it: 22:00 to 24:00 on this day, 00:00 to 02:00 on the next.',
    });
    expect(wrong(monday('22:00-00:00'))).toEqual({
      'weekly.0.0.to': 'Write midnight at the end of a day as 24:00.',
    });
    expect(wrong(monday('09:00-09:00'))).toEqual({ 'weekly.0.0.to': 'A slot needs to end after it begins.' });
  });

  it('do not overlap', () => {
    expect(wrong(monday('11:00-13:00', '14:00-15:00', '09:00-11:01'))).toEqual({
      'weekly.0.2.from': '09:00 to 11:01 overlaps 11:00 to 13:00. Change or remove one of them.',
    });
  });

  it('have times that exist', () => {
    expect(Object.keys(wrong(monday('9:00-25:00', '24:00-24:00', '08:60-09:30', '10:00-24:01')))).toEqual([
      'weekly.0.0.from',
      'weekly.0.0.to',
      'weekly.0.1.from',
      'weekly.0.2.from',
      'weekly.0.3.to',
    ]);
  });

  it('are at most eight a day', () => {
    const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `1${i}:00-1${i}:30`);
    expect(wrong(monday(...many(8)))).toEqual({});
    expect(wrong(monday(...many(9)))).toEqual({ 'weekly.0': 'A day has at most 8 slots.' });
  });
});

it('wants seven days', () => {
  expect(wrong({ weekly: [[], [], [], [], [], []] })).toEqual({
    weekly: 'The week needs seven days, Monday first.',
  });
});

describe('holidays', () => {
  it('are on dates that exist, once each', () => {
    expect(wrong(days('2028-02-29', '2027-12-24'))).toEqual({});
    expect(Object.keys(wrong(days('2027-02-29', '2027-1-1', '2027-12-24', '2027-12-24')))).toEqual([
      'holidays.0.date',
      'holidays.1.date',
      'holidays.3.date',
    ]);
  });

  it('have a name and slots like those of the week', () => {
    const holiday = { date: '2027-12-24', name: ' ', slots: [slot('10:00-09:00')] };
    expect(Object.keys(wrong({ holidays: [holiday] }))).toEqual(['holidays.0.name', 'holidays.0.slots.0.to']);
  });

  it('are at most two hundred', () => {
    const many = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10));
    expect(wrong(days(...many(200)))).toEqual({});
    expect(Object.keys(wrong(days(...many(201))))).toEqual(['holidays']);
  });
});

describe('time zones', () => {
  it('are names that Intl knows', () => {
    for (const zone of ['Europe/Lisbon', 'Asia/Kolkata', 'America/Argentina/San_Luis', 'Etc/GMT+5', 'UTC']) {
      expect(isTimeZone(zone), zone).toBe(true);
    }
    for (const zone of ['', 'Mars/Olympus', '+05:30', '05:30', 'Europe/Lisbon\u0000', 'a'.repeat(5000)]) {
      expect(isTimeZone(zone), zone).toBe(false);
    }
    expect(Object.keys(wrong({ time_zone: 'Mars/Olympus' }))).toEqual(['time_zone']);
  });
});
