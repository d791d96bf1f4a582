import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WordAt } from '../../store/slash-word.ts';
import { quickKey } from './quick-key.ts';

interface Given<T> {
  field: { current: HTMLTextAreaElement | null };
  text: string;
  write: (text: string) => void;
  wordAt: WordAt;
  /** Kept by who calls while nothing has changed: it is asked at every key. */
  find: (query: string) => readonly T[];
  /** What stands in place of the word. */
  wordsOf: (item: T) => string;
  onChosen?: (item: T) => void;
}

export interface WordPicking<T> {
  id: string;
  query: string;
  found: readonly T[];
  active: number;
  choose: (item: T) => void;
  point: (index: number) => void;
}

/** What is picked by typing a mark and a word in a text: which are found, which is chosen, and what the keys do meanwhile. */
export function useWordPicker<T>({ field, text, write, wordAt, find, wordsOf, onChosen }: Given<T>) {
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [pointed, setPointed] = useState({ query: '', index: 0 });
  const next = useRef<number | undefined>(undefined);

  const word = caret === null ? undefined : wordAt(text, caret);
  const isOpen = word !== undefined && word.start !== dismissed;
  const query = word?.query ?? '';
  const found = useMemo(() => (isOpen ? find(query) : []), [isOpen, find, query]);
  const active = pointed.query === query ? Math.min(pointed.index, Math.max(0, found.length - 1)) : 0;

  useEffect(() => {
    if (word === undefined) setDismissed(null);
  }, [word === undefined]);
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    field.current?.setSelectionRange(next.current, next.current);
    next.current = undefined;
  }, [text]);

  const look = () => {
    const { current } = field;
    const isOne = current && current.selectionStart === current.selectionEnd;
    setCaret(isOne && document.activeElement === current ? current.selectionStart : null);
  };
  const point = (index: number) => setPointed({ query, index });
  const put = (from: number, to: number, words: string) => {
    next.current = from + words.length;
    setCaret(next.current);
    write(text.slice(0, from) + words + text.slice(to));
    field.current?.focus();
  };
  const choose = (item: T) => {
    if (!word) return;
    put(word.start, word.end, wordsOf(item));
    // After `write`, which takes away what was said of the text before.
    onChosen?.(item);
  };
  /** Whether the key was the picker's. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const act = isOpen && word ? quickKey(event, { count: found.length, active }) : undefined;
    if (!act) return false;
    event.preventDefault();
    if (act.kind === 'close') setDismissed(word?.start ?? null);
    else if (act.kind === 'point') point(act.index);
    else choose(found[active]!);
    return true;
  };
  /** For who has the mark not at hand: it is typed where the caret stands. */
  const begin = (mark: string) => {
    const at = field.current?.selectionStart ?? text.length;
    put(at, at, at === 0 || /\s/u.test(text[at - 1]!) ? mark : ` ${mark}`);
    setDismissed(null);
  };
  const picking: WordPicking<T> | undefined = isOpen
    ? { id, query, found, active, choose, point }
    : undefined;
  return { picking, isOpen, look, onKeyDown, begin, close: () => setCaret(null) };
}
