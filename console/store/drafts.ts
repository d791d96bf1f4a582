import { signal, type Signal } from '@preact/signals';
import { stored } from './stored.ts';

const drafts = new Map<string, Signal<string>>();

/**
 * The draft of one conversation, of a reply or a note. It is kept for the person who wrote it, over reloads and sessions
 * that ended.
 */
export function draftOf(
  memberId: string,
  conversationId: string,
  kind: 'reply' | 'note' = 'reply',
): Signal<string> {
  const key = `draft.${memberId}.${conversationId}${kind === 'note' ? '.note' : ''}`;
  const known = drafts.get(key);
  if (known) return known;
  const draft = signal(stored.read(key) ?? '');
  draft.subscribe((text) => stored.write(key, text === '' ? null : text));
  drafts.set(key, draft);
  return draft;
}

/** Whoever signs out leaves no draft behind, not in memory either. */
export function forgetReplyDrafts(): void {
  for (const draft of drafts.values()) draft.value = '';
  drafts.clear();
}
