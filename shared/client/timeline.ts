import type { OutboxItem, Timeline, TimelineEntry } from './types.ts';

/**
 * The fold of a conversation's log. Whatever order pages, events, answers and pending items come in, and however often,
 * the same knowledge gives the same timeline. What is shown is the lowest unbroken run of what is known.
 */
export const emptyTimeline = <E extends TimelineEntry>(): Timeline<E> => ({
  entries: [],
  pending: [],
  hasEarlier: false,
  missing: null,
  held: [],
});

/** Of what is pending, what the log does not hold yet. */
export const notAmong = (
  pending: readonly OutboxItem[],
  entries: readonly TimelineEntry[],
): readonly OutboxItem[] => {
  if (!pending.length) return pending;
  const known = new Set(entries.map((entry) => entry.client_id));
  return pending.filter((item) => !known.has(item.client_id));
};

/** Takes what the outbox holds for this conversation, in its order. */
export const withPending = <E extends TimelineEntry>(
  timeline: Timeline<E>,
  items: readonly OutboxItem[],
): Timeline<E> => {
  const pending = notAmong(items, timeline.entries);
  const same =
    pending.length === timeline.pending.length && pending.every((item, at) => item === timeline.pending[at]);
  return same ? timeline : { ...timeline, pending };
};
