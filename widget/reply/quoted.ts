import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { Thread } from '../../shared/client/types.ts';

type Timeline = Thread['timeline'];

/** An entry of the timeline: they stand there without a hole. */
export const entryAt = ({ entries }: Timeline, seq: number): PublicEntry | undefined =>
  entries[seq - (entries[0]?.seq ?? 0)];

/** [M13] What a message answers, whether it stands in the log or waits to go out. */
export function answeredBy(timeline: Timeline, key: string, seq: number): number | null {
  const answered =
    seq === Infinity
      ? timeline.pending.find(({ client_id }) => client_id === key)?.reply_to
      : entryAt(timeline, seq)?.body?.['reply_to'];
  return typeof answered === 'number' && Number.isInteger(answered) ? answered : null;
}

/** What a quote says: words as they are now, `earlier` where they are not read yet, null where there are none. */
export function wordsAt(timeline: Timeline, seq: number): PublicEntry | 'earlier' | null {
  const first = timeline.entries[0]?.seq ?? Infinity;
  if (seq < first) return timeline.hasEarlier ? 'earlier' : null;
  const entry = entryAt(timeline, seq);
  const text = entry?.type === 'message' ? entry.body?.['text'] : '';
  return entry && typeof text === 'string' && text !== '' ? entry : null;
}
