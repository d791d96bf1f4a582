import type { BellhopError } from '../errors.ts';
import type { Sender } from '../protocol/entries.ts';
import type { EntriesPage } from '../protocol/server-frames.ts';
import type { ThreadBoard } from './thread-board.ts';
import { withEntries, withPage } from './timeline-entries.ts';
import type { RequestFrame, Thread, TimelineEntry } from './types.ts';
import { createTypingMarks } from './typing-marks.ts';

export interface ThreadsOptions<E extends TimelineEntry, C> {
  fetch(frame: RequestFrame<'entries.fetch'>): Promise<EntriesPage<E, C>>;
  isLive(): boolean;
  onConversation(conversation: C): void;
  /** What may be shown now; the outbox finds its acknowledged messages in it. */
  onEntries(conversationId: string, entries: readonly E[]): void;
}

/** Keeps the timelines on the board whole: a hole is fetched before what lies beyond it is shown [R3]. */
export interface Threads<E extends TimelineEntry> {
  /** Takes an event, if the conversation is followed. */
  take(conversationId: string, entries: readonly E[], position: number): void;
  mark(conversationId: string, sender: Sender, typing: boolean): void;
  open(conversationId: string): Promise<void>;
  earlier(conversationId: string): Promise<void>;
  /** Connected again: fetch what is missing. */
  resume(): void;
  /** Drops what is known of the followed conversations and reads them anew. */
  renew(): void;
  forget(conversationId: string): void;
  clear(): void;
}

interface Opening {
  done: Promise<void>;
  resolve(): void;
  reject(error: BellhopError): void;
}

const RETRY_FETCH_S = 5;
const FINAL = new Set(['not_found', 'forbidden', 'bad_request']);

function createOpening(): Opening {
  const opening = {} as Opening;
  opening.done = new Promise((resolve, reject) => Object.assign(opening, { resolve, reject }));
  opening.done.catch(() => {});
  return opening;
}

export function createThreads<E extends TimelineEntry, C extends { seq: number }>(
  board: ThreadBoard<E>,
  options: ThreadsOptions<E, C>,
): Threads<E> {
  const openings = new Map<string, Opening>();
  const filling = new Set<string>();
  const queues = new Map<string, Promise<unknown>>();
  const marks = createTypingMarks((id, typing) => board.set(id, { typing }));

  const set = (id: string, change: Partial<Thread<E>> & Pick<Thread<E>, 'timeline'>): void => {
    const before = board.get(id)?.timeline;
    board.set(id, change);
    const { entries } = change.timeline;
    if (entries !== before?.entries) options.onEntries(id, entries);
  };

  /** [R2] One page of a conversation at a time. Tells whether anything new came. */
  const fetchPage = (id: string, range: () => { after?: number; before?: number }): Promise<boolean> => {
    const job = async (): Promise<boolean> => {
      if (!board.get(id)) return false;
      board.set(id, { loading: true });
      try {
        const asked = range();
        const page = await options.fetch({ type: 'entries.fetch', conversation_id: id, ...asked });
        const before = board.get(id);
        if (!before) return false;
        const timeline = withPage(before.timeline, page);
        set(id, { timeline, loaded: before.loaded || !(asked.after || asked.before) });
        options.onConversation(page.conversation);
        return timeline !== before.timeline;
      } finally {
        board.set(id, { loading: false });
      }
    };
    const result = (queues.get(id) ?? Promise.resolve()).then(job, job);
    queues.set(id, result);
    return result;
  };
  const lacksEntries = (id: string): boolean => {
    const timeline = board.get(id)?.timeline;
    return timeline !== undefined && (timeline.missing !== null || openings.has(id));
  };
  const missingRange = (id: string): { after?: number } => {
    const timeline = board.get(id)?.timeline;
    return timeline?.missing?.after && !openings.has(id) ? { after: timeline.missing.after } : {};
  };
  const endOpening = (id: string, end: (opening: Opening) => void): void => {
    const opening = openings.get(id);
    openings.delete(id);
    if (opening) end(opening);
  };
  const fill = async (id: string): Promise<void> => {
    if (filling.has(id)) return;
    filling.add(id);
    try {
      while (options.isLive() && lacksEntries(id)) {
        const opened = openings.has(id);
        const progress = await fetchPage(id, () => missingRange(id));
        endOpening(id, (opening) => opening.resolve());
        if (!progress && !opened) break;
      }
    } catch (error) {
      const { code, retryAfter = RETRY_FETCH_S } = error as BellhopError;
      if (FINAL.has(code)) endOpening(id, (opening) => opening.reject(error as BellhopError));
      else setTimeout(fill, retryAfter * 1000, id);
    } finally {
      filling.delete(id);
    }
  };

  const open = (id: string): Promise<void> => {
    board.want(id);
    if (board.get(id)?.loaded) return Promise.resolve();
    const opening = openings.get(id) ?? createOpening();
    openings.set(id, opening);
    void fill(id);
    return opening.done;
  };

  return {
    take(id, entries, position) {
      const thread = board.get(id);
      if (!thread) return;
      for (const entry of entries) marks.settle(id, entry);
      const timeline = withEntries(thread.timeline, entries, position);
      if (timeline !== thread.timeline) set(id, { timeline });
      void fill(id);
    },
    mark: (id, sender, typing) => board.get(id) && marks.set(id, sender, typing),
    open,
    async earlier(id) {
      await queues.get(id)?.catch(() => {});
      const first = () => board.get(id)?.timeline.entries[0]?.seq ?? 0;
      if (first() > 1) await fetchPage(id, () => ({ before: first() }));
    },
    resume() {
      for (const id of board.ids()) void fill(id);
    },
    renew() {
      for (const id of board.ids()) {
        board.renew(id);
        void open(id);
      }
    },
    forget(id) {
      endOpening(id, (opening) => opening.resolve());
      board.forget(id);
    },
    clear() {
      for (const id of [...openings.keys()]) endOpening(id, (opening) => opening.resolve());
      marks.clear();
      board.clear();
    },
  };
}
