import { enGreetings } from '../i18n/en-greetings.ts';
import { greetingsAr, greetingsDe } from '../i18n/languages/greetings.ts';
import type { SpokenByLanguage } from '../i18n/translator.ts';
import type { AsideHost } from '../shell/aside-contract.ts';

type Words = typeof enGreetings;

const LANGUAGES: Readonly<Record<string, Words>> = { en: enGreetings, de: greetingsDe, ar: greetingsAr };

export interface SpokenGreetings extends Words {
  language: string;
}

const languageOf = (tag: string): string => {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return '';
  }
};

/** In the language that the panel will speak: the page's, else the site's, else English. */
export const greetingWords = ({ config: { settings }, options }: Pick<AsideHost, 'config' | 'options'>) => {
  const asked = languageOf(options.locale);
  const language = Object.hasOwn(LANGUAGES, asked) ? asked : (settings.language ?? 'en');
  const own = (settings.texts as SpokenByLanguage | undefined)?.[language]?.greetings;
  return { ...enGreetings, ...LANGUAGES[language], ...own, language } as SpokenGreetings;
};
