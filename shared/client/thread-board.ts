import { emptyTimeline, withPending } from './timeline.ts';
import type { OutboxItem, Thread, TimelineEntry } from './types.ts';

/** The threads that somebody looks at, each with what is pending in it. */
export interface ThreadBoard<E extends TimelineEntry> {
  get(conversationId: string): Thread<E> | undefined;
  ids(): string[];
  /** Begins to follow a conversation. */
  want(conversationId: string): void;
  /** Changes a thread, if it is followed. */
  set(conversationId: string, change: Partial<Thread<E>>): void;
  /** The outbox changed. */
  refresh(conversationId: string): void;
  /** Drops what was read of it. */
  renew(conversationId: string): void;
  forget(conversationId: string): void;
  clear(): void;
}

export function createThreadBoard<E extends TimelineEntry>(
  pendingOf: (conversationId: string) => readonly OutboxItem[],
  onChange: (threads: ReadonlyMap<string, Thread<E>>) => void,
): ThreadBoard<E> {
  let threads: ReadonlyMap<string, Thread<E>> = new Map();

  const publish = (next: ReadonlyMap<string, Thread<E>>): void => onChange((threads = next));
  const get = (id: string): Thread<E> | undefined => threads.get(id);
  const set = (id: string, change: Partial<Thread<E>>): void => {
    const thread = get(id);
    if (thread) publish(new Map(threads).set(id, { ...thread, ...change }));
  };
  const nothingRead = (id: string) => ({
    timeline: withPending(emptyTimeline<E>(), pendingOf(id)),
    loaded: false,
  });

  return {
    get,
    ids: () => [...threads.keys()],
    want(id) {
      if (!get(id)) publish(new Map(threads).set(id, { ...nothingRead(id), typing: [], loading: false }));
    },
    set,
    refresh(id) {
      const thread = get(id);
      if (!thread) return;
      const timeline = withPending(thread.timeline, pendingOf(id));
      if (timeline !== thread.timeline) set(id, { timeline });
    },
    renew: (id) => set(id, nothingRead(id)),
    forget(id) {
      const next = new Map(threads);
      next.delete(id);
      publish(next);
    },
    clear: () => publish(new Map()),
  };
}
