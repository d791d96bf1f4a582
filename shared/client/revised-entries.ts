import type { TimelineEntry } from './types.ts';

const CHANGES = /^(message|note)_(edited|deleted|redacted)$/;

type Body = TimelineEntry['body'];
interface Change {
  seq: number;
  now: Body;
}

/** What an entry says of an earlier one; null when it says nothing that can be read. */
function changeIn({ type, body }: TimelineEntry): { target: number; now: Body } | null {
  if (!CHANGES.test(type)) return null;
  const { seq: target, now } = body ?? {};
  const fits = typeof target === 'number' && typeof now === 'object' && now !== null;
  return fits ? { target, now: now as Body } : null;
}

/**
 * [N7] Every entry reads as it stands now: what was changed has the words of its last change, and so have the changes
 * before that one. It is what the server does with its rows, so that a later page is no other; what nobody may read any more
 * is nowhere in what is held, also while the entries between are still missing.
 */
export function withRevisions<E extends TimelineEntry>(entries: readonly E[]): readonly E[] {
  const last = new Map<number, Change>();
  for (const entry of entries) {
    const change = changeIn(entry);
    if (change && entry.seq >= (last.get(change.target)?.seq ?? 0))
      last.set(change.target, { seq: entry.seq, now: change.now });
  }
  return last.size === 0 ? entries : entries.map((entry) => revised(entry, last));
}

function revised<E extends TimelineEntry>(entry: E, last: ReadonlyMap<number, Change>): E {
  const change = changeIn(entry);
  const now = last.get(change?.target ?? entry.seq)?.now;
  if (!now) return entry;
  if (change) return change.now === now ? entry : { ...entry, body: { ...entry.body, now } };
  const isSaid = entry.type === 'message' || entry.type === 'note';
  return !isSaid || entry.body === now ? entry : { ...entry, body: now };
}
