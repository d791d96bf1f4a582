import type { WidgetWords } from '../../../../shared/widget-settings/preview-messages.ts';
import {
  TEXT_GROUPS,
  textsOf,
  textTrouble,
  type PluralForm,
  type TextGroup,
  type TextTrouble,
  type WidgetLanguage,
} from '../../../../shared/widget-settings/text-keys.ts';
import type { OwnText, OwnTexts } from '../../../../shared/widget-settings/texts.ts';

/** One string of the widget, in one language: a plural one has a row for each of its forms. */
export interface WordsRow {
  group: TextGroup;
  key: string;
  form: PluralForm | undefined;
  /** A number that takes this form, for who does not know what "few" means. */
  sample: number | undefined;
  english: string;
  /** What the widget says by itself. */
  usual: string;
  /** What the site says instead; empty for nothing. */
  own: string;
  trouble: TextTrouble | null;
  /** As the server names it: `texts.de.panel.send`. */
  field: string;
}

const HIGHEST_SAMPLE = 100;
/** Counts a place in a row, as in "3rd". */
const ORDINALS: readonly string[] = ['queue.place'];

const sampleOf = (language: WidgetLanguage, form: PluralForm, name: string): number | undefined => {
  const type = ORDINALS.includes(name) ? 'ordinal' : 'cardinal';
  const rules = new Intl.PluralRules(language, { type });
  for (let n = 0; n <= HIGHEST_SAMPLE; n++) if (rules.select(n) === form) return n;
  return undefined;
};

const said = (text: OwnText | undefined, form: PluralForm | undefined): string =>
  (typeof text === 'string' ? text : text?.[form ?? 'other']) ?? '';

const rowsOf = (
  language: WidgetLanguage,
  words: WidgetWords,
  texts: OwnTexts,
  group: TextGroup,
): WordsRow[] =>
  textsOf(group).flatMap(({ key, values }) => {
    const usual = words[language][group][key];
    const forms = typeof usual === 'object' ? (Object.keys(usual) as PluralForm[]) : [undefined];
    return forms.map((form) => {
      const own = said(texts[language]?.[group]?.[key], form);
      return {
        group,
        key,
        form,
        sample: form && sampleOf(language, form, `${group}.${key}`),
        english: said(words.en[group][key], form) || said(words.en[group][key], 'other'),
        usual: said(usual, form),
        own,
        trouble: own.trim() === '' ? null : textTrouble(own, values, form),
        field: ['texts', language, group, key, ...(form ? [form] : [])].join('.'),
      };
    });
  });

const holds = ({ english, usual, own }: WordsRow, query: string): boolean =>
  [english, usual, own].some((text) => text.toLocaleLowerCase().includes(query));

/** All strings by catalogue, or those that what was typed is found in. */
export const wordsRows = (
  language: WidgetLanguage,
  words: WidgetWords,
  texts: OwnTexts,
  query: string,
): { group: TextGroup; rows: WordsRow[]; changed: number }[] => {
  const wanted = query.trim().toLocaleLowerCase();
  return TEXT_GROUPS.map((group) => {
    const all = rowsOf(language, words, texts, group);
    return {
      group,
      rows: all.filter((row) => holds(row, wanted)),
      changed: all.filter(({ own }) => own !== '').length,
    };
  }).filter(({ rows }) => rows.length > 0);
};

/** With one string said otherwise. */
export const withOwn = (
  texts: OwnTexts,
  language: WidgetLanguage,
  { group, key, form }: Pick<WordsRow, 'group' | 'key' | 'form'>,
  own: string,
): OwnTexts => {
  const ofGroup = texts[language]?.[group] ?? {};
  const before = ofGroup[key];
  const text = form ? { ...(typeof before === 'object' ? before : {}), [form]: own } : own;
  return { ...texts, [language]: { ...texts[language], [group]: { ...ofGroup, [key]: text } } };
};
