import { fill } from './translator.ts';

/** A string that depends on a count `{n}`. Further plural categories belong to other languages. */
export interface Plural {
  one: string;
  other: string;
}

export const counted = (words: Plural, n: number, locale: string): string =>
  fill(words[new Intl.PluralRules(locale).select(n) === 'one' ? 'one' : 'other'], {
    n: new Intl.NumberFormat(locale).format(n),
  });
