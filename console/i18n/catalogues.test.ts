import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { bestLanguage, directionOf, LANGUAGE_TAGS, loadCatalogue, ownName } from './languages.ts';
import type { Catalogue, MessageKey } from './messages.ts';

type Message = string | Readonly<Record<string, string>>;

/** What is the same word in both languages, or a name; everything else that equals English was forgotten. */
const SAME_EVERYWHERE =
  /^(Bellhop|Ada|Esc|Enter|Shift \+ Enter|Alt \+ ↑ ↓|MB|Content-Security-Policy|npm|[^a-z]*)$/i;
const SAME: Readonly<Record<string, string>> = {
  de: 'Orange Admin Agent Agent: Chat Chats Code Name System Team Teams Version Widget Desktop',
  es: 'Chat Chats No Roles Widget',
  fr: 'Admin Agent Agents Chat Chats Code Conversations Date E-mail Invitations Message Messages Conversation Minute Minutes Notifications Orange Signature Site Sites Version Volume Widget',
  pt: 'Admin Chat Chats Desktop E-mail Site Sites Status Volume Widget',
};

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const valuesIn = (text: string): string[] => [...new Set(text.match(/\{[^}]*\}/g))].toSorted();
const wordsOf = (text: string): string => text.replace(/\{[^}]*\}/g, '').trim();
const keys = Object.keys(en) as MessageKey[];
const tags = LANGUAGE_TAGS.filter((tag) => tag !== 'en');

/** What of the catalogue breaks a rule, by key, so that a failure says what to write. */
const breaking = (catalogue: Catalogue, rule: (own: Message, english: Message) => boolean): string[] =>
  keys.filter((key) => {
    const own = catalogue[key];
    return own !== undefined && !rule(own, en[key]);
  });

it('finds the languages by their files', () => {
  expect(LANGUAGE_TAGS).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt']);
  expect(LANGUAGE_TAGS.map(ownName)).toContain('Deutsch');
  expect(LANGUAGE_TAGS.filter((tag) => directionOf(tag) === 'rtl')).toEqual(['ar']);
});

it('takes the first wanted language that there is, with or without its country', () => {
  expect(bestLanguage(['tlh', 'fr-CA', 'de'])).toBe('fr');
  expect(bestLanguage(['ar'])).toBe('ar');
  expect(bestLanguage(['nb', 'en-GB', 'de'])).toBe('en');
  expect(bestLanguage(['tlh'])).toBe('en');
  expect(bestLanguage([])).toBe('en');
});

describe.each(tags)('%s', (tag) => {
  it('says everything that English says, and nothing else', async () => {
    const catalogue = await loadCatalogue(tag);
    expect(keys.filter((key) => catalogue[key] === undefined)).toEqual([]);
    expect(Object.keys(catalogue).filter((key) => !Object.hasOwn(en, key))).toEqual([]);
    expect(
      breaking(catalogue, (own) => textsOf(own).every((text) => text.trim() === text && text !== '')),
    ).toEqual([]);
  });

  it('has every plural form of its language, and no other', async () => {
    const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted();
    const complete = (own: Message, english: Message) =>
      typeof english === 'string'
        ? typeof own === 'string'
        : typeof own === 'object' && Object.keys(own).toSorted().join() === wanted.join();
    expect(breaking(await loadCatalogue(tag), complete)).toEqual([]);
  });

  it('names the values that English names', async () => {
    const sameValues = (own: Message, english: Message) => {
      const named = textsOf(english).flatMap(valuesIn);
      const given = textsOf(own).flatMap(valuesIn);
      return (
        new Set(named).size === new Set([...named, ...given]).size &&
        new Set(given).size === new Set(named).size
      );
    };
    expect(breaking(await loadCatalogue(tag), sameValues)).toEqual([]);
  });

  it('names the values in every form that says how many there are', async () => {
    // "One agent" and "two agents" are whole words in Arabic, where the number would be said twice.
    const exact = new Set(['zero', 'one', 'two']);
    const counted = (own: Message, english: Message) => {
      if (typeof own === 'string' || typeof english === 'string') return true;
      const named = valuesIn(english['other'] ?? '');
      return Object.entries(own).every(
        ([form, text]) => (tag === 'ar' && exact.has(form)) || named.every((value) => text.includes(value)),
      );
    };
    expect(breaking(await loadCatalogue(tag), counted)).toEqual([]);
  });

  it('leaves nothing in English', async () => {
    const allowed = new Set(SAME[tag]?.toLowerCase().split(' '));
    const translated = (own: Message, english: Message) => {
      const originals = textsOf(english);
      return textsOf(own).every(
        (text) =>
          !originals.includes(text) ||
          SAME_EVERYWHERE.test(wordsOf(text)) ||
          allowed.has(wordsOf(text).toLowerCase()) ||
          wordsOf(text).length <= 3,
      );
    };
    expect(breaking(await loadCatalogue(tag), translated)).toEqual([]);
  });
});
