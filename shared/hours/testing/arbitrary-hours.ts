import fc from 'fast-check';
import type { BusinessHours, Slot } from '../schema.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Where clocks and calendars do what is easily forgotten. */
const MOMENTS: readonly (readonly [zone: string, utc: string])[] = [
  ['Europe/Lisbon', '2025-03-30T01:00Z'],
  ['Europe/Lisbon', '2025-10-26T01:00Z'],
  ['America/New_York', '2024-03-10T07:00Z'],
  ['America/New_York', '2024-11-03T06:00Z'],
  ['Asia/Kolkata', '2024-12-31T18:30Z'],
  ['Australia/Lord_Howe', '2025-04-05T15:00Z'],
  ['Australia/Lord_Howe', '2025-10-04T15:30Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'], // skips a day
  ['Pacific/Kwajalein', '1993-08-21T12:00Z'], // skips a day
  ['America/Recife', '2000-10-08T03:00Z'], // a summer of one week
  ['America/Recife', '2000-10-15T02:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'], // skips midnight
  ['America/Sao_Paulo', '2018-02-18T02:00Z'], // repeats the hour before midnight
  ['America/St_Johns', '2010-03-14T03:31Z'], // one minute after midnight
  ['America/St_Johns', '2010-11-07T02:31Z'],
  ['Antarctica/Troll', '2025-03-30T01:00Z'], // two hours
  ['Antarctica/Troll', '2025-10-26T01:00Z'],
  ['Africa/Casablanca', '2025-02-23T02:00Z'], // winter time in Ramadan
  ['America/Caracas', '2007-12-09T07:00Z'], // half an hour, for good
  ['Asia/Kathmandu', '1985-12-31T18:30Z'], // a quarter of an hour
  ['Europe/Lisbon', '2024-02-29T12:00Z'],
  ['UTC', '2028-02-29T00:00Z'],
  ['Pacific/Kiritimati', '2026-12-31T10:00Z'],
];

const time = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((halves) => halves * 30),
  fc.integer({ min: 0, max: 24 * 60 }),
  fc.constantFrom(0, 1, 24 * 60),
);
const shown = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Cuts a day and keeps some of the pieces, so that slots may touch, in any order. */
const slots: fc.Arbitrary<Slot[]> = fc
  .uniqueArray(fc.tuple(time, fc.boolean()), { maxLength: 8, selector: ([cut]) => cut })
  .map((cuts) => cuts.sort(([a], [b]) => a - b))
  .map((cuts) =>
    cuts.flatMap(([cut, kept], index) => {
      const next = cuts[index + 1];
      return kept && next !== undefined ? [{ from: shown(cut), to: shown(next[0]) }] : [];
    }),
  )
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

export interface Scene {
  hours: BusinessHours;
  /** A whole minute, at most a day and a half from the moment that makes the scene interesting. */
  start: number;
}

const moment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MOMENTS).map(([zone, utc]) => ({ zone, ms: Date.parse(utc) })) },
  {
    weight: 1,
    arbitrary: fc.record({
      zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      ms: fc
        .integer({ min: Date.UTC(1975) / MINUTE_MS, max: Date.UTC(2037) / MINUTE_MS })
        .map((n) => n * MINUTE_MS),
    }),
  },
);

export const arbitraryScene: fc.Arbitrary<Scene> = moment.chain(({ zone, ms }) =>
  fc.record({
    hours: fc.record({
      time_zone: fc.constant(zone),
      weekly: fc.array(slots, { minLength: 7, maxLength: 7 }),
      holidays: fc.uniqueArray(holidayNear(ms), { maxLength: 3, selector: ({ date }) => date }),
    }),
    start: fc.integer({ min: -36 * 60, max: 60 }).map((minutes) => ms + minutes * MINUTE_MS),
  }),
);

const holidayNear = (ms: number): fc.Arbitrary<BusinessHours['holidays'][number]> =>
  fc.record({
    date: fc
      .integer({ min: -2, max: 2 })
      .map((days) => new Date(ms + days * DAY_MS).toISOString().slice(0, 10)),
    name: fc.constant<string>('A day off'),
    slots: fc.oneof(fc.constant<Slot[]>([]), slots),
  });
