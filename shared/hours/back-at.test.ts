import { describe, expect, it } from 'vitest';
import { backAt, type BackAt } from './back-at.ts';
import { defaultHours } from './default-hours.ts';
import { everyDay } from './testing/every-day.ts';

const lisbon = { time_zone: 'Europe/Lisbon', locale: 'en-GB' };
const hours = {
  ...defaultHours('Europe/Lisbon'),
  holidays: ['2027-12-24', '2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30', '2027-12-31'].map(
    (date) => ({
      date,
      name: 'Winter break',
      slots: [],
    }),
  ),
};

/** The parts as a catalogue would put them into a sentence. */
function told(back: BackAt): string {
  if (back.kind === 'open' || back.kind === 'closed') return back.kind;
  if (back.kind === 'weekday') return `on ${back.weekday} at ${back.time}`;
  if (back.kind === 'date') return `on ${back.date} at ${back.time}`;
  return `${back.kind} at ${back.time}`;
}

const back = (now: string, visitor = lisbon): string => told(backAt(hours, new Date(now), visitor));

describe('what a visitor is told', () => {
  it('is the nearest way to name the day', () => {
    expect(back('2026-11-23T10:00Z')).toBe('open');
    expect(back('2026-11-23T08:00Z')).toBe('today at 09:00');
    expect(back('2026-11-23T18:00Z')).toBe('tomorrow at 09:00');
    expect(back('2026-11-20T18:00Z')).toBe('on Monday at 09:00');
    expect(back('2027-12-23T18:00Z')).toBe('on 3 January at 09:00');
    expect(back('2027-12-27T18:00Z')).toBe('on 3 January at 09:00');
    expect(back('2027-12-28T18:00Z')).toBe('on Monday at 09:00');
  });

  it('is in the zone of the visitor, whose day may be another', () => {
    const inTokyo = { time_zone: 'Asia/Tokyo', locale: 'en-GB' };
    expect(back('2026-11-23T08:00Z', inTokyo)).toBe('today at 18:00');
    expect(back('2026-11-23T18:00Z', inTokyo)).toBe('today at 18:00');
    const inLosAngeles = { time_zone: 'America/Los_Angeles', locale: 'en-US' };
    expect(back('2026-11-24T01:00Z', inLosAngeles)).toMatch(/^tomorrow at 1:00\sAM$/);
    expect(back('2026-11-24T08:30Z', inLosAngeles)).toMatch(/^today at 1:00\sAM$/);
  });

  it('counts days by the calendar, also when a day has 23 or 25 hours', () => {
    const early = everyDay('Europe/Lisbon', '00:30-01:00');
    const on = (now: string): string => told(backAt(early, new Date(now), lisbon));
    expect(on('2025-03-29T00:00Z')).toBe('today at 00:30');
    expect(on('2025-03-29T02:00Z')).toBe('tomorrow at 00:30');
    expect(on('2025-03-30T02:00Z')).toBe('tomorrow at 00:30');
    expect(on('2025-10-26T00:30Z')).toBe('tomorrow at 00:30');
  });

  it('is written as the visitor writes', () => {
    expect(back('2026-11-20T18:00Z', { ...lisbon, locale: 'de' })).toBe('on Montag at 09:00');
    expect(back('2027-12-23T18:00Z', { ...lisbon, locale: 'pt-PT' })).toBe('on 3 de janeiro at 09:00');
    expect(back('2026-11-23T18:00Z', { ...lisbon, locale: 'ar-EG' })).toContain('٩:٠٠');
  });

  it('holds the instant, and names the year of a date that is far off', () => {
    const summer = {
      ...everyDay('UTC'),
      holidays: [{ date: '2027-07-01', name: 'Opening', slots: [{ from: '10:00', to: '11:00' }] }],
    };
    const visitor = { time_zone: 'UTC', locale: 'en-GB' };
    expect(backAt(summer, new Date('2026-11-23T18:00Z'), visitor)).toEqual({
      kind: 'date',
      at: new Date('2027-07-01T10:00Z'),
      time: '10:00',
      date: '1 July 2027',
    });
    expect(told(backAt(summer, new Date('2027-07-01T11:00Z'), visitor))).toBe('closed');
  });

  it('stays readable for a zone or a locale that is not known', () => {
    expect(back('2026-11-23T08:00Z', { time_zone: 'Mars/Olympus', locale: 'en_GB' })).toMatch(
      /^today at 9:00\sAM$/,
    );
    expect(back('2026-11-23T08:00Z', { time_zone: '', locale: '' })).toMatch(/^today at 9:00\sAM$/);
  });
});
