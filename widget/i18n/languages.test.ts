import { describe, expect, it } from 'vitest';
import {
  TEXT_GROUPS,
  textsOf,
  textTrouble,
  WIDGET_LANGUAGES,
  type TextGroup,
} from '../../shared/widget-settings/text-keys.ts';
import type { OwnText } from '../../shared/widget-settings/texts.ts';
import { english } from './catalogues.ts';
import ar from './languages/ar.ts';
import de from './languages/de.ts';

type Words = Record<string, Record<string, OwnText>>;
const LANGUAGES: Record<string, Words> = { en: english, de, ar };
/** Counted as places in a row are. */
const ORDINALS = ['queue.place'];

const formsOf = (text: OwnText): [string | undefined, string][] =>
  typeof text === 'string' ? [[undefined, text]] : Object.entries(text);
const every = (words: Words) =>
  Object.entries(words).flatMap(([group, texts]) =>
    Object.entries(texts).map(([key, text]) => ({ group, key, name: `${group}.${key}`, text })),
  );

it('is listed in text-keys.ts: each catalogue, each key, each value in it', () => {
  const listed = TEXT_GROUPS.flatMap((group) =>
    textsOf(group).map(
      ({ key, values, plural }) => `${group}.${key}${plural ? '*' : ''} ${[...values].sort()}`,
    ),
  );
  const said = every(english).map(({ name, text }) => {
    const values = formsOf(text).flatMap(([, form]) =>
      [...form.matchAll(/\{(\w+)\}/g)].map(([, value]) => value),
    );
    return `${name}${typeof text === 'string' ? '' : '*'} ${[...new Set(values)].sort()}`;
  });
  expect(listed).toEqual(said);
});

it('is here for every language that a site can choose', () => {
  expect(Object.keys(LANGUAGES)).toEqual([...WIDGET_LANGUAGES]);
});

describe.each(Object.entries(LANGUAGES))('the words of %s', (locale, words) => {
  it('are all there, and nothing else', () => {
    expect(every(words).map(({ name }) => name)).toEqual(every(english).map(({ name }) => name));
    expect(every(words).filter(({ text }) => formsOf(text).some(([, form]) => form.trim() === ''))).toEqual(
      [],
    );
  });

  it('hold the values that English holds', () => {
    const troubles = every(words).flatMap(({ group, key, name, text }) => {
      const { values } = textsOf(group as TextGroup).find((one) => one.key === key)!;
      return formsOf(text).map(([form, said]) => ({ name, form, trouble: textTrouble(said, values, form) }));
    });
    expect(troubles.filter(({ trouble }) => trouble)).toEqual([]);
  });

  it('have a form for each way that the language counts', () => {
    for (const { name, text } of every(words)) {
      if (typeof text === 'string') continue;
      const type = ORDINALS.includes(name) ? 'ordinal' : 'cardinal';
      const { pluralCategories } = new Intl.PluralRules(locale, { type }).resolvedOptions();
      expect({ name, forms: Object.keys(text).sort() }).toEqual({
        name,
        forms: [...pluralCategories].sort(),
      });
    }
  });
});
