// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../i18n/en.ts';
import { fullMoment } from '../../i18n/format.ts';
import { setLanguage, t } from '../../i18n/translate.ts';
import { chooseLanguage, languageChoice, startLanguage } from '../../store/language.ts';
import { Rail } from './rail.tsx';

const page = document.documentElement;
const menu = (): HTMLSelectElement => screen.getByRole<HTMLSelectElement>('combobox');
const choose = (tag: string): void => {
  fireEvent.change(menu(), { target: { value: tag } });
};

beforeEach(async () => {
  await startLanguage(page, new URLSearchParams());
  render(<Rail workspace="fern" place="inbox" />);
});
afterEach(async () => {
  cleanup();
  await chooseLanguage('auto');
});

it('offers every language under the name that it has for itself', () => {
  const names = [...menu().options].map((option) => option.text);
  expect(names).toEqual([
    'As the browser: English',
    'العربية',
    'Deutsch',
    'English',
    'español',
    'français',
    '日本語',
    'português',
  ]);
});

it('draws what is on the screen again, and remembers the choice on this device', async () => {
  expect(screen.getByRole('link', { name: 'Settings' })).toBeTruthy();
  choose('de');
  await waitFor(() => expect(screen.getByRole('link', { name: 'Einstellungen' })).toBeTruthy());
  expect([page.lang, page.dir]).toEqual(['de', 'ltr']);
  expect(menu().value).toBe('de');
  expect(localStorage.getItem('bellhop.console.language')).toBe('de');
  expect(fullMoment('2026-03-05T12:00:00Z')).toContain('März');
});

it('turns the page for Arabic, and back', async () => {
  choose('ar');
  await waitFor(() => expect(page.dir).toBe('rtl'));
  expect(page.lang).toBe('ar');
  expect(t('teams.member-count', { count: 2 })).toBe('وكيلان');
  choose('auto');
  await waitFor(() => expect([page.lang, page.dir]).toEqual(['en', 'ltr']));
  expect(localStorage.getItem('bellhop.console.language')).toBeNull();
});

it('ends with the language that was chosen last, however the files arrive', async () => {
  await act(async () => void (await Promise.all([chooseLanguage('ja'), chooseLanguage('fr')])));
  expect([languageChoice.value, page.lang]).toEqual(['fr', 'fr']);
});

it('stays as it is, and says so, when a language cannot be fetched', async () => {
  await act(() => chooseLanguage('tlh'));
  expect(screen.getByRole('alert').textContent).toBe(en['me.language-failed']);
  expect([languageChoice.value, page.lang]).toEqual(['auto', 'en']);
});

it('says in English what a language does not have, with the plural form of English', () => {
  act(() => setLanguage('ja', { 'settings.open': '設定' }));
  expect(screen.getByRole('link', { name: '設定' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Inbox' })).toBeTruthy();
  expect(t('unit.days', { count: 1 })).toBe('1 day');
});
