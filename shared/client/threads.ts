import type { BellhopError } from '../errors.ts';
import type { Sender } from '../protocol/entries.ts';
import type { EntriesPage } from '../protocol/server-frames.ts';
import { emptyTimeline, withEntries, withPage, withPending } from './timeline.ts';
import type { OutboxItem, RequestFrame, Thread, TimelineEntry } from './types.ts';
import { createTypingMarks } from './typing-marks.ts';

export interface ThreadsOptions<E extends TimelineEntry, C> {
  fetch(frame: RequestFrame<'entries.fetch'>): Promise<EntriesPage<E, C>>;
  isLive(): boolean;
  pendingOf(conversationId: string): readonly OutboxItem[];
  onConversation(conversation: C): void;
  onChange(threads: ReadonlyMap<string, Thread<E>>): void;
  /** What may be shown now; the outbox finds its acknowledged messages in it. */
  onEntries(conversationId: string, entries: readonly E[]): void;
}

/** The timelines that somebody looks at, kept whole: a hole is fetched before what lies beyond it is shown [R3]. */
export interface Threads<E extends TimelineEntry> {
  /** Begins to follow a conversation. */
  want(conversationId: string): void;
  /** Takes an event, if the conversation is followed. */
  take(conversationId: string, entries: readonly E[], position: number): void;
  /** The outbox changed. */
  refresh(conversationId: string): void;
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
  options: ThreadsOptions<E, C>,
): Threads<E> {
  let threads: ReadonlyMap<string, Thread<E>> = new Map();
  const openings = new Map<string, Opening>();
  const filling = new Set<string>();
  const queues = new Map<string, Promise<unknown>>();

  const publish = (next: Map<string, Thread<E>>): void => options.onChange((threads = next));
  const set = (id: string, change: Partial<Thread<E>>): void => {
    const thread = threads.get(id);
    if (!thread) return;
    const next = { ...thread, ...change };
    publish(new Map(threads).set(id, next));
    if (next.timeline.entries !== thread.timeline.entries) options.onEntries(id, next.timeline.entries);
  };
  const want = (id: string): void => {
    if (threads.has(id)) return;
    const timeline = withPending(emptyTimeline<E>(), options.pendingOf(id));
    publish(new Map(threads).set(id, { timeline, typing: [], loading: false, loaded: false }));
  };
  const marks = createTypingMarks((id, typing) => set(id, { typing }));

  /** [R2] One page of a conversation at a time. Tells whether anything new came. */
  const fetchPage = (id: string, range: () => { after?: number; before?: number }): Promise<boolean> => {
    const job = async (): Promise<boolean> => {
      if (!threads.has(id)) return false;
      set(id, { loading: true });
      try {
        const asked = range();
        const page = await options.fetch({ type: 'entries.fetch', conversation_id: id, ...asked });
        const before = threads.get(id);
        if (!before) return false;
        const timeline = withPage(before.timeline, page);
        set(id, { timeline, loaded: before.loaded || !(asked.after || asked.before) });
        options.onConversation(page.conversation);
        return timeline !== before.timeline;
      } finally {
        set(id, { loading: false });
      }
    };
    const result = (queues.get(id) ?? Promise.resolve()).then(job, job);
    queues.set(id, result);
    return result;
  };
  const lacksEntries = (id: string): boolean => {
    const timeline = threads.get(id)?.timeline;
    return timeline !== undefined && (timeline.missing !== null || openings.has(id));
  };
  const missingRange = (id: string): { after?: number } => {
    const timeline = threads.get(id)?.timeline;
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
    want(id);
    if (threads.get(id)?.loaded) return Promise.resolve();
    const opening = openings.get(id) ?? createOpening();
    openings.set(id, opening);
    void fill(id);
    return opening.done;
  };

  return {
    want,
    take(id, entries, position) {
      const thread = threads.get(id);
      if (!thread) return;
      for (const entry of entries) marks.settle(id, entry);
      const timeline = withEntries(thread.timeline, entries, position);
      if (timeline !== thread.timeline) set(id, { timeline });
      void fill(id);
    },
    refresh(id) {
      const thread = threads.get(id);
      if (!thread) return;
      const timeline = withPending(thread.timeline, options.pendingOf(id));
      if (timeline !== thread.timeline) set(id, { timeline });
    },
    mark: (id, sender, typing) => threads.has(id) && marks.set(id, sender, typing),
    open,
    async earlier(id) {
      await queues.get(id)?.catch(() => {});
      const first = () => threads.get(id)?.timeline.entries[0]?.seq ?? 0;
      if (first() > 1) await fetchPage(id, () => ({ before: first() }));
    },
    resume() {
      for (const id of threads.keys()) void fill(id);
    },
    renew() {
      for (const id of threads.keys()) {
        set(id, { timeline: withPending(emptyTimeline<E>(), options.pendingOf(id)), loaded: false });
        void open(id);
      }
    },
    forget(id) {
      const next = new Map(threads);
      next.delete(id);
      endOpening(id, (opening) => opening.resolve());
      publish(next);
    },
    clear() {
      for (const id of [...openings.keys()]) endOpening(id, (opening) => opening.resolve());
      marks.clear();
      publish(new Map());
    },
  };
}
