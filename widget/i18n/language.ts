/** The languages that have words. Any other locale gets English words, in its own writing direction. */
const LANGUAGES = ['en'];

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** The locale whose words and dates are shown: the asked one where its language is here, else English. */
export const shownLocale = (asked: string): string =>
  isLocale(asked) && LANGUAGES.includes(asked.split('-')[0]?.toLowerCase() ?? '') ? asked : 'en';
