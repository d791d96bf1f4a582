import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { shownLocale } from './language.ts';
import { createTranslator } from './translator.ts';

const words = createTranslator(en, 'en-GB');
const NOW = new Date(2026, 2, 30, 12);
const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

describe('createTranslator', () => {
  it('fills in values, as text and once', () => {
    expect(words.t('announced', { name: '{text}', text: '$& {name}' })).toBe('{text}: $& {name}');
  });

  it('counts', () => {
    expect(words.plural('newMessages', 1)).toBe('1 new message');
    expect(words.plural('newMessages', 1200)).toBe('1,200 new messages');
  });

  it('names days, across the night that changes the clock', () => {
    expect(words.day(at(2026, 2, 30, 0), NOW)).toBe('Today');
    expect(words.day(at(2026, 2, 29, 0), NOW)).toBe('Yesterday');
    expect(words.day(at(2026, 2, 28, 23), NOW)).toBe('Saturday 28 March');
    expect(words.day(at(2025, 2, 28, 23), NOW)).toBe('28 March 2025');
  });

  it('[S13] shows a time that is none as nothing', () => {
    expect(words.time('yesterday-ish')).toBe('');
    expect(words.day('yesterday-ish', NOW)).toBe('');
  });
});

it('speaks English to who asks for what is not here', () => {
  expect(['en-GB', 'EN', 'ar', 'de-AT', '', 'not a locale'].map(shownLocale)).toEqual([
    'en-GB',
    'EN',
    'en',
    'en',
    'en',
    'en',
  ]);
});
