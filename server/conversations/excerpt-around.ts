import { PREVIEW_LENGTH } from '../../shared/protocol/limits.ts';

/** How much stands before the words that were looked for. */
const LEAD = 40;

/** As much of a text as a list shows, with the words that were looked for in sight. */
export function excerptAround(text: string, words: string, length = PREVIEW_LENGTH): string {
  if (text.length <= length) return text;
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  const start = Math.min(Math.max(0, at - LEAD), text.length - length);
  const cut = text
    .slice(start, start + length)
    .toWellFormed()
    .replaceAll('\ufffd', '');
  return `${start > 0 ? '…' : ''}${cut.trim()}${start + length < text.length ? '…' : ''}`;
}
