import { compose, composeMode, editing, takesFocus, type ComposeMode } from '../../store/compose.ts';
import { EDIT_ID } from './edit-form.tsx';
import { NOTE_ID } from './note-form.tsx';
import { REPLY_ID } from './reply-form.tsx';

const FIELDS: Readonly<Record<ComposeMode, string>> = { reply: REPLY_ID, note: NOTE_ID };

/** Brings one to the reply or the note of a conversation; to a change that was begun first, so that it is not lost. */
export function composeHere(memberId: string, conversation: string, mode: ComposeMode): void {
  if (editing.peek()?.conversation === conversation) {
    document.getElementById(EDIT_ID)?.focus();
    return;
  }
  const isShown = composeMode(memberId, conversation).peek() === mode;
  compose(memberId, conversation, mode);
  // What comes only now takes the focus itself.
  if (isShown && takesFocus(conversation)) document.getElementById(FIELDS[mode])?.focus();
}
