import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Catalogues, Group, Language, OwnWords } from './catalogues.ts';
import { en } from './en.ts';
import type { enLine } from './en-line.ts';
import { fill, type Values } from './fill.ts';

export type LineWords = typeof enLine;
type Strings<W> = { [K in keyof W as W[K] extends string ? K : never]: W[K] };

/** What is spoken: a locale, and the words of its language where that is not English. */
export interface Spoken {
  locale: string;
  language?: Partial<Language>;
}

/** A site's own words, by language. */
export type SpokenByLanguage = Readonly<Record<string, OwnWords | undefined>>;

/** Words, and dates as they are written where they are spoken. Read in a view or an effect, it all follows the locale. */
export interface Translator {
  readonly locale: string;
  /** What the panel says, and what a line brings to say. */
  t(word: keyof Strings<Catalogues['panel'] & LineWords>, values?: Values): string;
  /** A catalogue that comes later, given in English, in the words that are spoken. */
  words<G extends Group>(group: G, english: Catalogues[G]): Catalogues[G];
  time(at: string): string;
  day(at: string, now?: Date): string;
  /** What cannot come up before the line is there has no words until then. */
  learn(words: LineWords): void;
}

const DAY_MS = 86_400_000;
const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

/** A time that cannot be read shows as nothing rather than as an error. */
const formatted = (format: Intl.DateTimeFormat, date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : format.format(date);

/** A site's own words come first, then the language's, then English. */
export const createTranslator = (spoken: ReadonlySignal<Spoken>, own: SpokenByLanguage = {}): Translator => {
  const line = signal<LineWords | undefined>(undefined);
  const words = <G extends Group>(group: G, english: Catalogues[G] | undefined) =>
    ({
      ...english,
      ...spoken.value.language?.[group],
      ...own[spoken.value.locale.slice(0, 2)]?.[group],
    }) as Catalogues[G];
  const all = computed(() => ({ ...words('panel', en), ...words('line', line.value) }));
  const formats = computed(() => {
    const dates = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(spoken.value.locale, options);
    return {
      times: dates({ timeStyle: 'short' }),
      days: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
      oldDays: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    };
  });

  return {
    get locale() {
      return spoken.value.locale;
    },
    words,
    t: (word, values) => fill(all.value[word], values),
    time: (at) => formatted(formats.value.times, new Date(at)),
    day(at, now = new Date()) {
      const date = new Date(at);
      const { days, oldDays } = formats.value;
      // Rounded, because a day that changes the clock has 23 or 25 hours.
      const ago = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
      if (ago === 0) return all.value.today;
      if (ago === 1) return all.value.yesterday;
      return formatted(date.getFullYear() === now.getFullYear() ? days : oldDays, date);
    },
    learn: (more) => void (line.value = more),
  };
};
