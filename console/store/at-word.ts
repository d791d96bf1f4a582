import type { WordAt } from './slash-word.ts';

const LONGEST = 40;
const AT_WORD = /(?:^|[^\p{L}\p{N}_@])@([^\s@]{0,40})$/u;

/** The word behind an @ that the caret is at the end of: one that begins a word, as in "@ada" and not in "a@b.example". */
export const atWordAt: WordAt = (text, caret) => {
  const found = AT_WORD.exec(text.slice(Math.max(0, caret - LONGEST - 3), caret));
  if (!found) return undefined;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, end: caret, query };
};
