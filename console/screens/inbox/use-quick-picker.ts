import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { QuickResponse } from '../../../shared/protocol/quick-responses.ts';
import { missingIn, renderTemplate } from '../../../shared/quick-responses/template.ts';
import type { VariableName, VariableValues } from '../../../shared/quick-responses/variables.ts';
import { quickLibrary, type QuickLibrary } from '../../store/quick-library.ts';
import { slashWordAt } from '../../store/slash-word.ts';
import { useDesk } from './desk-context.ts';
import { useWordPicker, type WordPicking } from './use-word-picker.ts';
import { valuesOf } from './values-of.ts';

const SHOWN = 30;

interface Given {
  conversation: Conversation;
  field: { current: HTMLTextAreaElement | null };
  text: string;
  write: (text: string) => void;
}

export interface QuickPicking extends WordPicking<QuickResponse> {
  values: VariableValues;
  library: QuickLibrary;
}

/** The quick responses behind a slash in the reply. */
export function useQuickPicker({ conversation, field, text, write }: Given) {
  const desk = useDesk();
  const library = quickLibrary(desk.workspace, desk.me.id);
  const known = library.value.value;
  const [missing, setMissing] = useState<readonly VariableName[]>([]);
  const used = useRef<string[]>([]);
  const values = valuesOf(desk, conversation, known?.siteNames);
  const find = useCallback((query: string) => known?.index.find(query, SHOWN) ?? [], [known]);
  const picker = useWordPicker<QuickResponse>({
    ...{ field, text, write, find, wordAt: slashWordAt },
    wordsOf: (response) => renderTemplate(response.text, values),
    onChosen(response) {
      used.current = [...new Set([...used.current, response.id])];
      setMissing(missingIn(response.text, values));
    },
  });
  const { isOpen } = picker;
  useEffect(() => {
    if (isOpen) void library.refresh();
  }, [isOpen, library]);
  useEffect(() => {
    if (text === '') used.current = [];
  }, [text === '']);
  return {
    ...picker,
    picking: picker.picking && { ...picker.picking, values, library },
    missing,
    begin: () => picker.begin('/'),
    forgetMissing: () => setMissing([]),
    takeUses: () => used.current.splice(0),
  };
}
