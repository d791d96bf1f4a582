import type { PublicSettings } from './public-settings.ts';
import type { WidgetLanguage } from './text-keys.ts';

/** The strings that the launcher needs before the panel is there. A page carries those of its site's language alone. */
export type LauncherWords = {
  openChat: string;
  closeChat: string;
  /** After a number. */
  unread: string;
  loadFailed: string;
};

// Each by itself, for a page to load no other.
export const launcherEn: LauncherWords = {
  openChat: 'Open chat',
  closeChat: 'Close chat',
  unread: 'unread',
  loadFailed: 'The chat could not load. Check your connection and try again.',
};

export const launcherDe: LauncherWords = {
  openChat: 'Chat öffnen',
  closeChat: 'Chat schließen',
  unread: 'ungelesen',
  loadFailed:
    'Der Chat konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
};

export const launcherAr: LauncherWords = {
  openChat: 'فتح الدردشة',
  closeChat: 'إغلاق الدردشة',
  unread: 'غير مقروءة',
  loadFailed: 'تعذّر تحميل الدردشة. تحقّق من اتصالك ثم حاول مرة أخرى.',
};

const WORDS: Readonly<Record<WidgetLanguage, LauncherWords>> = {
  en: launcherEn,
  de: launcherDe,
  ar: launcherAr,
};

/** The first of a site's languages that the widget speaks. A page's own is not known where its loader is made. */
export const launcherLanguage = (languages: readonly string[]): WidgetLanguage => {
  const spoken = languages.map((tag) => tag.split('-')[0] as WidgetLanguage);
  return spoken.find((language) => Object.hasOwn(WORDS, language)) ?? 'en';
};

/** As a site's settings have them. */
export const launcherWords = ({
  language = 'en',
  texts,
}: Pick<PublicSettings, 'language' | 'texts'>): LauncherWords => ({
  ...WORDS[language],
  ...(texts?.[language]?.launcher as Partial<LauncherWords> | undefined),
});
