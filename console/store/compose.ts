import { signal, type Signal } from '@preact/signals';
import { draftOf } from './drafts.ts';

export type ComposeMode = 'reply' | 'note';

/** Own words that are being changed, in the place of the reply. */
export interface Editing {
  conversation: string;
  seq: number;
  kind: 'message' | 'note';
  text: string;
}

export const editing = signal<Editing | undefined>(undefined);

const modes = new Map<string, Signal<ComposeMode>>();
let wanted: string | undefined;

/** Whether one writes a reply or a note. Whoever left only a note half written comes back to it. */
export function composeMode(memberId: string, conversation: string): Signal<ComposeMode> {
  const key = `${memberId} ${conversation}`;
  const known = modes.get(key);
  if (known) return known;
  const isNote =
    draftOf(memberId, conversation).peek() === '' && draftOf(memberId, conversation, 'note').peek() !== '';
  const mode = signal<ComposeMode>(isNote ? 'note' : 'reply');
  modes.set(key, mode);
  return mode;
}

/** Turns to a reply or a note, and says that the focus is wanted there. */
export function compose(memberId: string, conversation: string, mode: ComposeMode): void {
  wanted = conversation;
  composeMode(memberId, conversation).value = mode;
}

/** Whether the field that has just come should have the focus; once. */
export function takesFocus(conversation: string): boolean {
  const is = wanted === conversation;
  if (is) wanted = undefined;
  return is;
}

export const wantFocus = (conversation: string): void => {
  wanted = conversation;
};
