import type { Addressee } from '../../shared/protocol/notes.ts';

/** Somebody a note can speak to. */
export interface Named {
  kind: Addressee['kind'];
  id: string;
  name: string;
}

/** A stretch of a note: plain, or where it speaks to those who are called so. */
export interface NotePart {
  text: string;
  to?: readonly Named[];
}

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** Splits a note where it names somebody behind an @, the longest name first: "@Ada Lovelace" is not "@Ada". */
export function splitMentions(text: string, named: readonly Named[]): NotePart[] {
  const byName = new Map<string, Named[]>();
  for (const one of named) {
    const key = one.name.toLowerCase();
    if (key !== '') byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const names = [...byName.keys()].toSorted((a, b) => b.length - a.length);
  if (names.length === 0) return text === '' ? [] : [{ text }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_@])@(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  );
  const parts: NotePart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    const to = byName.get(match[0].slice(1).toLowerCase());
    parts.push(to ? { text: match[0], to } : { text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Whom a note speaks to. Of several who are called alike those who were picked; where none was, all of them. */
export function mentionsIn(
  text: string,
  named: readonly Named[],
  picked: ReadonlySet<string> = new Set(),
): Addressee[] {
  const found = new Map<string, Addressee>();
  for (const { to = [] } of splitMentions(text, named)) {
    const chosen = to.filter(({ id }) => picked.has(id));
    for (const { kind, id } of chosen.length > 0 ? chosen : to) found.set(id, { kind, id });
  }
  return [...found.values()];
}
