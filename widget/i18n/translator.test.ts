import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { enLine, enNewMessages } from './en-line.ts';
import { shownLocale } from './language.ts';
import { counted } from './plural.ts';
import { createTranslator } from './translator.ts';

const words = createTranslator({ ...en }, 'en-GB');
const NOW = new Date(2026, 2, 30, 12);
const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

describe('createTranslator', () => {
  it('fills in values, as text and once', () => {
    words.learn(enLine);
    expect(words.t('announced', { name: '{text}', text: '$& {name}' })).toBe('{text}: $& {name}');
  });

  it('counts', () => {
    expect(counted(enNewMessages, 1, 'en-GB')).toBe('1 new message');
    expect(counted(enNewMessages, 1200, 'en-GB')).toBe('1,200 new messages');
  });

  it('says nothing of what it has no words for yet', () => {
    const fresh = createTranslator({ ...en }, 'en-GB');
    expect(fresh.t('joined', { name: 'Ada' })).toBe('');
    fresh.learn(enLine);
    expect(fresh.t('joined', { name: 'Ada' })).toBe('Ada joined');
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
