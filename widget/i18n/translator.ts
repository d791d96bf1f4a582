import type { PlainWord, PluralWord, Words } from './en.ts';

export type Values = Readonly<Record<string, string | number>>;

/** The words of one language, and dates as they are written there. */
export interface Translator {
  t(word: PlainWord, values?: Values): string;
  plural(word: PluralWord, n: number): string;
  time(at: string): string;
  day(at: string, now?: Date): string;
}

const fill = (template: string, values: Values = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

const DAY_MS = 86_400_000;
const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

/** A time that cannot be read shows as nothing rather than as an error. */
const formatted = (format: Intl.DateTimeFormat, date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : format.format(date);

export const createTranslator = (words: Words, locale: string): Translator => {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const oldDays = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });

  return {
    t: (word, values) => fill(words[word], values),
    plural: (word, n) =>
      fill(words[word][plurals.select(n) === 'one' ? 'one' : 'other'], { n: numbers.format(n) }),
    time: (at) => formatted(times, new Date(at)),
    day(at, now = new Date()) {
      const date = new Date(at);
      // Rounded, because a day that changes the clock has 23 or 25 hours.
      const ago = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
      if (ago === 0) return words.today;
      if (ago === 1) return words.yesterday;
      return formatted(date.getFullYear() === now.getFullYear() ? days : oldDays, date);
    },
  };
};
