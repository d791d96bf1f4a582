import { expect, it, onTestFinished } from 'vitest';
import { nextChange } from './next-change.ts';
import { everyDay } from './testing/every-day.ts';

/** How many formats are made, and how often one is asked. */
function countIntl(): { made: number; asked: number } {
  const counts = { made: 0, asked: 0 };
  const real = Intl.DateTimeFormat;
  Intl.DateTimeFormat = new Proxy(real, {
    construct(_, args: ConstructorParameters<typeof real>) {
      counts.made++;
      const format = new real(...args);
      const ask = format.format;
      return Object.defineProperty(format, 'format', { value: (ms: number) => (counts.asked++, ask(ms)) });
    },
  });
  onTestFinished(() => {
    Intl.DateTimeFormat = real;
  });
  return counts;
}

it('asks Intl about a stretch of time once', () => {
  const counts = countIntl();
  const hours = everyDay('Europe/Vilnius', '09:00-17:00');
  const never = everyDay('Europe/Vilnius');
  const evening = Date.UTC(2026, 4, 5, 18);
  nextChange(hours, new Date(evening));
  expect(counts.asked).toBeLessThan(6);
  nextChange(never, new Date(evening));
  expect(counts.asked).toBeLessThan(160);
  const { asked } = counts;
  nextChange(never, new Date(evening));
  for (let minute = 0; minute < 600; minute++) nextChange(hours, new Date(evening + minute * 60_000));
  expect(counts).toEqual({ made: 1, asked });
});
