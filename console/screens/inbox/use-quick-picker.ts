import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { QuickResponse } from '../../../shared/protocol/quick-responses.ts';
import { missingIn, renderTemplate } from '../../../shared/quick-responses/template.ts';
import type { VariableName, VariableValues } from '../../../shared/quick-responses/variables.ts';
import { quickLibrary, type QuickLibrary } from '../../store/quick-library.ts';
import { slashWordAt } from '../../store/slash-word.ts';
import { useDesk } from './desk-context.ts';
import { quickKey } from './quick-key.ts';
import { valuesOf } from './values-of.ts';

const SHOWN = 30;

interface Given {
  conversation: Conversation;
  field: { current: HTMLTextAreaElement | null };
  text: string;
  write: (text: string) => void;
}

export interface QuickPicking {
  id: string;
  query: string;
  found: readonly QuickResponse[];
  active: number;
  values: VariableValues;
  library: QuickLibrary;
  choose: (response: QuickResponse) => void;
  point: (index: number) => void;
}

/** The quick responses behind a slash in the reply: which are found, which is chosen, and what the keys do meanwhile. */
export function useQuickPicker({ conversation, field, text, write }: Given) {
  const desk = useDesk();
  const id = useId();
  const library = quickLibrary(desk.workspace, desk.me.id);
  const known = library.value.value;
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [pointed, setPointed] = useState({ query: '', index: 0 });
  const [missing, setMissing] = useState<readonly VariableName[]>([]);
  const used = useRef<string[]>([]);
  const next = useRef<number | undefined>(undefined);

  const word = caret === null ? undefined : slashWordAt(text, caret);
  const isOpen = word !== undefined && word.start !== dismissed;
  const query = word?.query ?? '';
  const found = useMemo(
    () => (isOpen ? (known?.index.find(query, SHOWN) ?? []) : []),
    [isOpen, known, query],
  );
  const active = pointed.query === query ? Math.min(pointed.index, Math.max(0, found.length - 1)) : 0;

  useEffect(() => {
    if (isOpen) void library.refresh();
  }, [isOpen, library]);
  useEffect(() => {
    if (word === undefined) setDismissed(null);
    if (text === '') used.current = [];
  }, [word === undefined, text === '']);
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
  const values = valuesOf(desk, conversation, known?.siteNames);
  const point = (index: number) => setPointed({ query, index });
  const put = (from: number, to: number, words: string) => {
    next.current = from + words.length;
    setCaret(next.current);
    write(text.slice(0, from) + words + text.slice(to));
    field.current?.focus();
  };
  const choose = (response: QuickResponse) => {
    if (!word) return;
    used.current = [...new Set([...used.current, response.id])];
    put(word.start, word.end, renderTemplate(response.text, values));
    // After `write`, which takes away what was said of the text before.
    setMissing(missingIn(response.text, values));
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
  /** For who has no slash at hand: one is typed where the caret stands. */
  const begin = () => {
    const at = field.current?.selectionStart ?? text.length;
    put(at, at, at === 0 || /\s/u.test(text[at - 1]!) ? '/' : ' /');
    setDismissed(null);
  };
  const picking: QuickPicking | undefined = isOpen
    ? { id, query, found, active, values, library, choose, point }
    : undefined;
  return {
    picking,
    missing,
    look,
    onKeyDown,
    begin,
    forgetMissing: () => setMissing([]),
    close: () => setCaret(null),
    takeUses: () => used.current.splice(0),
  };
}
