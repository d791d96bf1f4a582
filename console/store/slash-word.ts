export interface SlashWord {
  /** Where its mark stands, the slash or the @. */
  start: number;
  /** Where the caret stands. */
  end: number;
  /** What stands between. */
  query: string;
}

/** Finds the word that a picker works on. */
export type WordAt = (text: string, caret: number) => SlashWord | undefined;

/** As long as a shortcut may be. */
const LONGEST = 40;
const SLASH_WORD = /(?:^|\s)\/([^\s/]{0,40})$/u;

/** The word behind a slash that the caret is at the end of: one that begins a word, as in "/hi" and not in "and/or". */
export function slashWordAt(text: string, caret: number): SlashWord | undefined {
  // What stands before the slash is looked at as well.
  const found = SLASH_WORD.exec(text.slice(Math.max(0, caret - LONGEST - 2), caret));
  if (!found) return undefined;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, end: caret, query };
}
