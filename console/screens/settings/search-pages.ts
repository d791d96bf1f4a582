import { languageTag, t } from '../../i18n/translate.ts';
import type { SettingsPage } from './pages.ts';

export interface Found {
  page: SettingsPage;
  /** The settings that the query names; none when it names the page itself. */
  names: readonly string[];
}

/** The pages that a query names, or one of whose settings it names. Every word must fit. */
export function searchPages(pages: readonly SettingsPage[], query: string): readonly Found[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  const fits = (text: string) => words.every((word) => plain(text).includes(word));
  return pages.flatMap((page) => {
    if (fits(t(page.title))) return [{ page, names: [] }];
    const names = page.settings.map((key) => t(key)).filter(fits);
    return names.length > 0 ? [{ page, names }] : [];
  });
}

/** Without case and accents, so that "horarios" finds "horários". */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(languageTag());
