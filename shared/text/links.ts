/** A stretch of plain text, or of text that is a link. The shown text is always what was typed. */
export interface TextPart {
  text: string;
  href?: string;
}

// No white space, no quotes or angle brackets, and no bidi controls: those could make a link read as another.
const CANDIDATE = /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const TRAILING = /[.,;:!?…]$/;
const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** [S12] Splits text at its links: http, https, mailto and tel, and nothing else. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    if (startsInsideWord(text, match.index)) continue;
    const shown = withoutTail(match[0]);
    const href = linkTarget(shown);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function startsInsideWord(text: string, index: number): boolean {
  return index > 0 && /[\p{L}\p{N}]/u.test(text.charAt(index - 1));
}

/** What ends the sentence does not belong to the link; a closing bracket only when it was opened inside. */
function withoutTail(candidate: string): string {
  const surplus = new Map<string, number>();
  for (const [closing, opening] of Object.entries(BRACKETS)) {
    surplus.set(closing, count(candidate, closing) - count(candidate, opening));
  }
  let length = candidate.length;
  for (; length > 0; length--) {
    const last = candidate.charAt(length - 1);
    const unopened = surplus.get(last) ?? 0;
    if (!TRAILING.test(last) && unopened <= 0) break;
    if (unopened > 0) surplus.set(last, unopened - 1);
  }
  return candidate.slice(0, length);
}

const count = (text: string, character: string): number => text.split(character).length - 1;

function linkTarget(shown: string): string | undefined {
  const typed = /^www\./i.test(shown) ? `https://${shown}` : shown;
  if (!URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  const empty = url.pathname === '' && url.host === '';
  return ALLOWED.has(url.protocol) && !empty ? url.href : undefined;
}
