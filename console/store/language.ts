import { effect, signal } from '@preact/signals';
import { bestLanguage, directionOf, LANGUAGE_TAGS, loadCatalogue } from '../i18n/languages.ts';
import { languageTag, setLanguage } from '../i18n/translate.ts';
import { stored } from './stored.ts';

/** `auto`: as the browser. Kept on the device, like the theme. */
export type LanguageChoice = 'auto' | (string & {});

const remembered = stored.read('language');
export const languageChoice = signal<LanguageChoice>(
  remembered !== null && LANGUAGE_TAGS.includes(remembered) ? remembered : 'auto',
);
export const languageFailed = signal(false);

export const browserLanguage = (): string => bestLanguage(navigator.languages ?? []);

const tagOf = (choice: LanguageChoice): string => (choice === 'auto' ? browserLanguage() : choice);
let tries = 0;

/** Fetches the language first, so that the screen goes from one to the other at once, and stays as it is offline. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  const mine = ++tries;
  languageFailed.value = false;
  try {
    const messages = await loadCatalogue(tagOf(choice));
    if (mine !== tries) return;
    setLanguage(tagOf(choice), messages);
    languageChoice.value = choice;
    stored.write('language', choice === 'auto' ? null : choice);
  } catch {
    if (mine === tries) languageFailed.value = true;
  }
}

/** Speaks the remembered language, and puts it and its direction on the page. Called once, by main. */
export async function startLanguage(page: HTMLElement, search: URLSearchParams): Promise<void> {
  const asked = search.get('dir');
  effect(() => {
    page.lang = languageTag();
    page.dir = asked === 'rtl' || asked === 'ltr' ? asked : directionOf(languageTag());
  });
  await chooseLanguage(languageChoice.value);
}
