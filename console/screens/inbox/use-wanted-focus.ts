import { useLayoutEffect } from 'preact/hooks';
import { takesFocus } from '../../store/compose.ts';

/** The field of a reply, a note or a change that has just come has the focus where that was asked for, before the next key. */
export function useWantedFocus(
  field: { current: HTMLTextAreaElement | null },
  conversation: string,
  always = false,
): void {
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || (!takesFocus(conversation) && !always)) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, []);
}
