import { withRevisions } from './revised-entries.ts';
import { notAmong } from './timeline.ts';
import type { OutboxItem, Timeline, TimelineEntry } from './types.ts';

const lastOf = (timeline: Timeline<TimelineEntry>): number => timeline.entries.at(-1)?.seq ?? 0;

const positionOf = (timeline: Timeline<TimelineEntry>): number => timeline.missing?.upto ?? lastOf(timeline);

function runLength(known: readonly TimelineEntry[]): number {
  const broken = known.findIndex((entry, at) => at > 0 && entry.seq !== (known[at - 1]?.seq ?? 0) + 1);
  return broken < 0 ? known.length : broken;
}

function build<E extends TimelineEntry>(
  known: readonly E[],
  upto: number,
  pending: readonly OutboxItem[],
): Timeline<E> {
  const run = runLength(known);
  const entries = known.slice(0, run);
  const after = entries.at(-1)?.seq ?? 0;
  return {
    entries,
    pending: notAmong(pending, entries),
    hasEarlier: (entries[0]?.seq ?? (upto ? 2 : 1)) > 1,
    missing: upto > after ? { after, upto } : null,
    held: known.slice(run),
  };
}

/** Takes entries of the log, from an event or a page, and the position that the conversation is known to have. */
export function withEntries<E extends TimelineEntry>(
  timeline: Timeline<E>,
  entries: readonly E[],
  position = 0,
): Timeline<E> {
  const known = new Map<number, E>();
  for (const entry of [...timeline.entries, ...timeline.held]) known.set(entry.seq, entry);
  const before = known.size;
  for (const entry of entries) if (!known.has(entry.seq)) known.set(entry.seq, entry);
  const upto = Math.max(positionOf(timeline), position, ...entries.map((entry) => entry.seq));
  if (known.size === before && upto === positionOf(timeline)) return timeline;
  const sorted = [...known.values()].sort((a, b) => a.seq - b.seq);
  return build(withRevisions(sorted), upto, timeline.pending);
}

/** Takes a page of `entries.fetch` [R1]. */
export const withPage = <E extends TimelineEntry>(
  timeline: Timeline<E>,
  page: { conversation: { seq: number }; entries: readonly E[] },
): Timeline<E> => withEntries(timeline, page.entries, page.conversation.seq);
