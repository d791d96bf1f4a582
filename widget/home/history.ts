import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { withConversations } from '../../shared/client/visitor-conversations.ts';
import type { FoundConversation, VisitorConversationPage } from '../../shared/protocol/conversations.ts';
import type { ChatStore } from '../panel/chat-store.ts';

/** What a line's welcome brings; beyond it the server is asked page by page. */
const WELCOMED = 20;
const TYPING_PAUSE_MS = 250;

export interface History {
  /** Those with the latest word first; while something is looked for, those in which it was said. */
  readonly items: ReadonlySignal<readonly FoundConversation[]>;
  readonly words: ReadonlySignal<string>;
  readonly loading: Signal<boolean>;
  readonly failed: Signal<boolean>;
  readonly hasMore: ReadonlySignal<boolean>;
  search(words: string): void;
  /** Reads on, also after a failure. */
  more(): Promise<void>;
  dispose(): void;
}

/** A visitor's own conversations: those that the line tells of, those that were asked for, those that were looked for. */
export const createHistory = ({ session, state }: Pick<ChatStore, 'session' | 'state'>): History => {
  const words = signal('');
  const pages = signal<readonly FoundConversation[]>([]);
  const hits = signal<readonly FoundConversation[]>([]);
  /** Undefined: not asked yet. */
  const next = signal<string | null | undefined>(undefined);
  const loading = signal(false);
  const failed = signal(false);
  let run = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (before: string | null | undefined, q: string): Promise<VisitorConversationPage> => {
    const query = new URLSearchParams({ ...(before && { before }), ...(q && { q }) });
    return session.call({ method: 'GET', path: `/visitor/conversations?${query}` });
  };
  const read = async (mine: number): Promise<void> => {
    const q = words.peek();
    const target = q ? hits : pages;
    loading.value = true;
    failed.value = false;
    try {
      // A page of a search may hold nothing and still lead on.
      do {
        const page = await ask(next.peek(), q);
        if (mine !== run) return;
        const known = new Set(target.peek().map(({ id }) => id));
        target.value = [...target.peek(), ...page.conversations.filter(({ id }) => !known.has(id))];
        next.value = page.next;
      } while (q && !hits.peek().length && next.peek());
    } catch {
      if (mine === run) failed.value = true;
    } finally {
      if (mine === run) loading.value = false;
    }
  };

  return {
    words,
    loading,
    failed,
    items: computed(() =>
      words.value ? hits.value : withConversations(pages.value, state.value.conversations),
    ),
    hasMore: computed(() =>
      next.value === undefined
        ? !words.value && state.value.conversations.length >= WELCOMED
        : next.value !== null,
    ),
    search(text) {
      const q = text.trim();
      if (q === words.peek()) return;
      clearTimeout(timer);
      const mine = ++run;
      words.value = q;
      hits.value = [];
      pages.value = [];
      next.value = undefined;
      failed.value = false;
      loading.value = q !== '';
      if (q) timer = setTimeout(() => void read(mine), TYPING_PAUSE_MS);
    },
    more: () => read(++run),
    dispose() {
      run++;
      clearTimeout(timer);
    },
  };
};
