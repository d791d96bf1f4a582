import { fill } from './fill.ts';

/** A string that depends on a number `{n}`: one form for each category that its language has, `other` in all of them. */
export type Plural = Readonly<
  { other: string } & Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>>
>;

/** `{n}` of something: "1 message", "3 messages"; or, as an ordinal, "3rd". */
export const counted = (
  words: Plural,
  n: number,
  locale: string,
  type: Intl.PluralRuleType = 'cardinal',
): string =>
  fill(words[new Intl.PluralRules(locale, { type }).select(n)] ?? words.other, {
    n: new Intl.NumberFormat(locale).format(n),
  });
