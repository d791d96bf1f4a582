const graphemes = new Intl.Segmenter();

const firstOf = (word: string | undefined): string => {
  for (const { segment } of graphemes.segment(word ?? '')) return segment;
  return '';
};

/** One or two letters that stand for a name. */
export const initials = (name: string): string => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : '';
  return (firstOf(words[0]) + firstOf(last)).toUpperCase() || '?';
};

/** A hue of its own for every name, the same everywhere. */
export const hueOf = (name: string): number => {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hash;
};
