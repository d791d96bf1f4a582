/** What a search looks at. */
export interface Searchable {
  id: string;
  shortcut: string;
  title: string;
  folder: string;
  text: string;
  uses: number;
}

interface Folded<T> {
  response: T;
  shortcut: string;
  title: string;
  folder: string;
  text: string;
}

export interface SearchIndex<T extends Searchable> {
  /** The best first, at most `limit`. Without words: the most used first. */
  find(query: string, limit?: number): T[];
}

/** Case and accents are gone, and what looks alike is alike. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const NOT_FOUND = Number.POSITIVE_INFINITY;

/** Texts are folded once, here; a search looks at each response once. */
export function createSearchIndex<T extends Searchable>(
  responses: readonly T[],
  fold: (text: string) => string = foldText,
): SearchIndex<T> {
  const byUse = responses.toSorted(
    (a, b) => b.uses - a.uses || a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1),
  );
  const folded: Folded<T>[] = byUse.map((response) => ({
    response,
    shortcut: fold(response.shortcut),
    title: fold(response.title),
    folder: fold(response.folder),
    text: fold(response.text),
  }));
  return {
    find(query, limit = responses.length) {
      const words = fold(query).split(/\s+/u).filter(Boolean);
      if (words.length === 0) return byUse.slice(0, limit);
      // One list a rank: nothing is sorted, and within a rank the most used are first already.
      const ranks: T[][] = Array.from({ length: RANKS }, () => []);
      for (const one of folded) {
        const rank = rankOf(one, words);
        if (rank !== NOT_FOUND && ranks[rank]!.length < limit) ranks[rank]!.push(one.response);
      }
      return ranks.flat().slice(0, limit);
    },
  };
}

const RANKS = 7;

/** As good as its worst word. */
function rankOf<T>(one: Folded<T>, words: readonly string[]): number {
  let worst = 0;
  for (const word of words) worst = Math.max(worst, rankOfWord(one, word));
  return worst;
}

function rankOfWord<T>({ shortcut, title, folder, text }: Folded<T>, word: string): number {
  if (shortcut === word) return 0;
  if (shortcut.startsWith(word)) return 1;
  if (title.startsWith(word)) return 2;
  if (title.includes(` ${word}`)) return 3;
  if (shortcut.includes(word) || title.includes(word)) return 4;
  if (folder.includes(word)) return 5;
  return text.includes(word) ? 6 : NOT_FOUND;
}
