import type { en } from './en.ts';
import type { enLine } from './en-line.ts';

export type Words = typeof en;
/** Those that come with a line. */
export type LineWords = typeof enLine;

export type Values = Readonly<Record<string, string | number>>;

/** The words of one language, and dates as they are written there. */
export interface Translator {
  t(word: keyof (Words & LineWords), values?: Values): string;
  time(at: string): string;
  day(at: string, now?: Date): string;
  /** What cannot come up before the line is there has no words until then. */
  learn(words: LineWords): void;
}

export const fill = (template = '', values: Values = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

const DAY_MS = 86_400_000;
const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

/** A time that cannot be read shows as nothing rather than as an error. */
const formatted = (format: Intl.DateTimeFormat, date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : format.format(date);

/** The words become the translator's own. */
export const createTranslator = (words: Words & Partial<LineWords>, locale: string): Translator => {
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const oldDays = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });

  return {
    t: (word, values) => fill(words[word], values),
    time: (at) => formatted(times, new Date(at)),
    day(at, now = new Date()) {
      const date = new Date(at);
      // Rounded, because a day that changes the clock has 23 or 25 hours.
      const ago = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
      if (ago === 0) return words.today;
      if (ago === 1) return words.yesterday;
      return formatted(date.getFullYear() === now.getFullYear() ? days : oldDays, date);
    },
    learn: (more) => void Object.assign(words, more),
  };
};
