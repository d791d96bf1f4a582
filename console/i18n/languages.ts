import type { Catalogue } from './messages.ts';

/** Every file named after a language is one; each is a chunk of its own, and only the chosen one is fetched. */
const CATALOGUES = import.meta.glob<Catalogue>(['./[a-z][a-z].ts', './[a-z][a-z]-*.ts', '!./en.ts'], {
  import: 'messages',
});
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

const pathOf = (tag: string): string => `./${tag}.ts`;
const tagOf = (path: string): string => path.slice('./'.length, -'.ts'.length);

export const LANGUAGE_TAGS: readonly string[] = ['en', ...Object.keys(CATALOGUES).map(tagOf)].toSorted();

/** What the language calls itself. */
export const ownName = (tag: string): string =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;

export const directionOf = (tag: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** The first of the wanted languages that there is: exactly, or without the country. */
export function bestLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const found =
      LANGUAGE_TAGS.find((own) => own === tag) ?? LANGUAGE_TAGS.find((own) => own === tag.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

export async function loadCatalogue(tag: string): Promise<Catalogue> {
  if (tag === 'en') return {};
  const load = CATALOGUES[pathOf(tag)];
  if (!load) throw new Error(`There is no language '${tag}'.`);
  return load();
}
