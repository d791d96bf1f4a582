import { useCallback, useEffect, useRef } from 'preact/hooks';
import { atWordAt } from '../../store/at-word.ts';
import { findContacts, type Contact } from '../../store/colleagues.ts';
import { useDesk } from './desk-context.ts';
import { useWordPicker } from './use-word-picker.ts';

const SHOWN = 30;

interface Given {
  field: { current: HTMLTextAreaElement | null };
  text: string;
  write: (text: string) => void;
}

/** The colleagues and teams behind an @ in a note. */
export function useMentionPicker({ field, text, write }: Given) {
  const { colleagues, me } = useDesk();
  const known = colleagues.contacts.value;
  const picked = useRef(new Set<string>());
  const find = useCallback(
    (query: string) =>
      findContacts(known ?? [], query)
        .filter(({ id }) => id !== me.id)
        .slice(0, SHOWN),
    [known, me.id],
  );
  const picker = useWordPicker<Contact>({
    ...{ field, text, write, find, wordAt: atWordAt },
    wordsOf: ({ name }) => `@${name} `,
    onChosen: ({ id }) => void picked.current.add(id),
  });
  const { isOpen } = picker;
  useEffect(() => {
    if (isOpen) void colleagues.refresh();
  }, [isOpen, colleagues]);
  useEffect(() => {
    if (text === '') picked.current.clear();
  }, [text === '']);
  return { ...picker, picked: picked.current, begin: () => picker.begin('@') };
}
