import { effect } from '@preact/signals';
import type { ChatStore } from '../panel/chat-store.ts';
import type { Word } from './channel.ts';

type DraftWord = Extract<Word, { say: 'draft' }>;

export interface DraftFollower {
  heard(word: DraftWord): void;
  stop(): void;
}

/**
 * A tab in which nothing was written shows what is being written in another one; as soon as somebody writes in it, its
 * draft is its own. What was sent from one tab is gone from those that only showed it.
 */
export const followDraft = (store: ChatStore, post: (word: Word) => void): DraftFollower => {
  let was = store.draft.peek();
  let isOwn = false;
  let isTaking = false;
  const stop = effect(() => {
    const text = store.draft.value;
    if (text === was) return;
    if (!isTaking) {
      isOwn = text !== '';
      post({ say: 'draft', text, was });
    }
    was = text;
  });
  return {
    stop,
    heard(word) {
      // Whoever looks at a composer does not see it filled by somebody else.
      const isLookedAt = store.open.peek() && document.visibilityState === 'visible';
      const isSent = word.text === '' && word.was === store.draft.peek();
      if (isOwn || (isLookedAt && !isSent)) return;
      isTaking = true;
      store.setDraft(word.text);
      isTaking = false;
    },
  };
};
