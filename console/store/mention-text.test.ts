import { describe, expect, it } from 'vitest';
import { atWordAt } from './at-word.ts';
import { findContacts, type Contact } from './colleagues.ts';
import { mentionsIn, splitMentions, type Named } from './mention-text.ts';

const ada: Named = { kind: 'member', id: 'a', name: 'Ada' };
const lovelace: Named = { kind: 'member', id: 'l', name: 'Ada Lovelace' };
const namesake: Named = { kind: 'member', id: 'n', name: 'ada' };
const plants: Named = { kind: 'team', id: 'p', name: 'Plants (+)' };
const parts = (text: string, named: Named[]) =>
  splitMentions(text, named).map(({ text: part, to }) => (to ? `[${part}]` : part));

describe('a note', () => {
  it.each([
    ['Hi @Ada, look', ['Hi ', '[@Ada]', ', look']],
    ['@Ada Lovelace knows', ['[@Ada Lovelace]', ' knows']],
    ['@ada lovelace', ['[@ada lovelace]']],
    ['@Adam and a@Ada.example', ['@Adam and a@Ada.example']],
    ['(@Ada) @Plants (+)!', ['(', '[@Ada]', ') ', '[@Plants (+)]', '!']],
    ['@Ad', ['@Ad']],
  ])('%j names those who stand in it whole, the longest name first', (text, expected) => {
    expect(parts(text, [ada, lovelace, plants])).toEqual(expected);
  });

  it('speaks to each once; to the one that was picked of those who are called alike', () => {
    expect(mentionsIn('@Ada @Ada', [ada])).toEqual([{ kind: 'member', id: 'a' }]);
    expect(mentionsIn('@Ada', [ada, namesake])).toHaveLength(2);
    expect(mentionsIn('@Ada', [ada, namesake], new Set(['n']))).toEqual([{ kind: 'member', id: 'n' }]);
    expect(mentionsIn('Ada', [ada])).toEqual([]);
    expect(mentionsIn('@', [])).toEqual([]);
  });
});

it.each([
  ['@', 1, ''],
  ['ask @ad', 7, 'ad'],
  ['(@ad', 4, 'ad'],
  ['a@b', 3, undefined],
  ['@ada lovelace', 13, undefined],
  ['@ada lovelace', 3, 'ad'],
])('%j at %i: what stands behind the @ is %j', (text, caret, query) => {
  expect(atWordAt(text, caret)?.query).toBe(query);
});

it('finds people by any word of their name, whatever its accents', () => {
  const contacts = ['Zoé Ada', 'Ada', 'Zed'].map((name): Contact => ({
    kind: 'team',
    id: name,
    name,
    team: { member_ids: [] },
  }));
  const found = (query: string) => findContacts(contacts, query).map(({ name }) => name);
  expect(found('ADA')).toEqual(['Ada', 'Zoé Ada']);
  expect(found('zoe')).toEqual(['Zoé Ada']);
  expect(found('da')).toEqual([]);
  expect(found('')).toHaveLength(3);
});
