import { effect, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { enLine } from './en-line.ts';
import { enQueue } from './en-queue.ts';
import ar from './languages/ar.ts';
import de from './languages/de.ts';
import { counted } from './plural.ts';
import { speak } from './speak.ts';
import { createTranslator, type Spoken } from './translator.ts';

const english = () => createTranslator(signal({ locale: 'en-GB' }));
const NOW = new Date(2026, 2, 30, 12);
const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

describe('createTranslator', () => {
  it('fills in values, as text and once', () => {
    const words = english();
    words.learn(enLine);
    expect(words.t('announced', { name: '{text}', text: '$& {name}' })).toBe('{text}: $& {name}');
  });

  it('says nothing of what it has no words for yet', () => {
    const fresh = english();
    expect(fresh.t('joined', { name: 'Ada' })).toBe('');
    fresh.learn(enLine);
    expect(fresh.t('joined', { name: 'Ada' })).toBe('Ada joined');
  });

  it('names days, across the night that changes the clock', () => {
    const words = english();
    expect(words.day(at(2026, 2, 30, 0), NOW)).toBe('Today');
    expect(words.day(at(2026, 2, 29, 0), NOW)).toBe('Yesterday');
    expect(words.day(at(2026, 2, 28, 23), NOW)).toBe('Saturday 28 March');
    expect(words.day(at(2025, 2, 28, 23), NOW)).toBe('28 March 2025');
  });

  it('[S13] shows a time that is none as nothing', () => {
    expect(english().time('yesterday-ish')).toBe('');
    expect(english().day('yesterday-ish', NOW)).toBe('');
  });

  it("prefers a site's own words, then the language's, then English", () => {
    const own = {
      de: { panel: { send: 'Ab damit' }, queue: { leave: 'Raus' } },
      en: { panel: { close: 'X' } },
    };
    const words = createTranslator(signal({ locale: 'de-AT', language: { panel: de.panel } }), own);
    expect([words.t('send'), words.t('close')]).toEqual(['Ab damit', 'Schließen']);
    expect(words.words('queue', enQueue)).toMatchObject({ leave: 'Raus', next: 'You are next' });
    expect(createTranslator(signal({ locale: 'en' }), own).t('close')).toBe('X');
  });

  it('speaks another language from one moment to the next, to whoever listens', () => {
    const spoken = signal<Spoken>({ locale: 'en-GB' });
    const words = createTranslator(spoken);
    const heard: string[] = [];
    effect(
      () => void heard.push(`${words.locale} ${words.t('today')} ${words.day(at(2025, 2, 28, 23), NOW)}`),
    );
    spoken.value = { locale: 'de', language: de };
    spoken.value = { locale: 'en-GB' };
    expect(heard).toEqual([
      'en-GB Today 28 March 2025',
      'de Heute 28. März 2025',
      'en-GB Today 28 March 2025',
    ]);
  });
});

describe('counted', () => {
  it('counts as the language does', () => {
    expect(counted(enLine.newMessages, 1, 'en-GB')).toBe('1 new message');
    expect(counted(enLine.newMessages, 1200, 'en-GB')).toBe('1,200 new messages');
    expect(counted(de.line.newMessages, 1200, 'de')).toBe('1.200 neue Nachrichten');
    const forms = [0, 1, 2, 3, 11, 100].map((n) => counted(ar.line.newMessages, n, 'ar'));
    expect(forms.slice(0, 3)).toEqual(['لا رسائل جديدة', 'رسالة جديدة واحدة', 'رسالتان جديدتان']);
    expect(forms[3]).toMatch(/رسائل جديدة$/);
    expect(forms[4]).toMatch(/رسالة جديدة$/);
  });

  it('has ordinals, and one form for all where that is all there is', () => {
    const place = (n: number) => counted(enQueue.place, n, 'en', 'ordinal');
    expect([1, 2, 3, 4, 11, 1021].map(place)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '1,021st']);
    expect(counted({ other: '{n} x' }, 1, 'ar-EG')).toBe('١ x');
  });
});

it('speaks English to who asks for what is not here', async () => {
  const locales = await Promise.all(
    ['en-GB', 'EN', 'de-at', 'ar', 'fr', '', 'en_US'].map((tag) => speak(tag)),
  );
  expect(locales.map(({ locale }) => locale)).toEqual(['en-GB', 'en', 'de-AT', 'ar', 'en', 'en', 'en']);
  expect(locales.map(({ language }) => language)).toEqual([
    undefined,
    undefined,
    de,
    ar,
    undefined,
    undefined,
    undefined,
  ]);
  expect((await speak('en', 'de')).language).toEqual({
    launcher: expect.objectContaining({ openChat: 'Open chat' }) as object,
  });
  expect((await speak('fr', 'ar')).language).toBe(ar);
  expect((await speak('fr', 'tlh')).locale).toBe('en');
});
