import type { Language } from './catalogues.ts';
import type { Spoken } from './translator.ts';

/** Each is a chunk of its own, which only who reads it loads. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ default: Partial<Language> }>>> = {
  ar: () => import('./languages/ar.ts'),
  de: () => import('./languages/de.ts'),
  en: () => import('./languages/en.ts'),
};

/**
 * The asked locale where its language has words and they arrive; else the site's own, else English, which needs none where
 * the launcher speaks it too: a chat is better than none.
 */
export const speakOther = async (asked: string, launcher = 'en'): Promise<Spoken> => {
  try {
    const tag = new Intl.Locale(asked);
    const isPlain = tag.language === 'en' && launcher === 'en';
    return {
      locale: `${tag}`,
      ...(!isPlain && { language: (await LANGUAGES[tag.language]!()).default }),
    };
  } catch {
    return asked === launcher || launcher === 'en' ? { locale: 'en' } : speakOther(launcher, launcher);
  }
};
