import type { OutboxItem, Thread } from '../../shared/client/types.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';

/** What the log shows, top to bottom. */
export type LogRow =
  | { kind: 'day'; key: string; at: string }
  | {
      kind: 'event';
      key: string;
      /** What is said of it. */
      event: 'joined' | 'left' | 'conversationEnded' | 'leftQueue' | 'reopened' | 'idleWarned';
      name: string;
    }
  | { kind: 'placeholder'; key: string }
  | { kind: 'group'; key: string; own: boolean; name: string | null; at: string; bubbles: Bubble[] };

export type Group = Extract<LogRow, { kind: 'group' }>;

export interface Bubble {
  /** Own messages keep their client id as key, so that the bubble that was pending is the one that is stored. */
  key: string;
  /** Its number; of one that waits still, infinite. */
  seq: number;
  text: string;
  at: string;
  state: 'pending' | 'failed' | 'stored';
  /** What became of it (N7). What was removed has no text. */
  became?: 'edited' | 'removed';
  mark: 'read' | 'delivered' | 'pending' | 'held' | null;
  error?: OutboxItem['error'];
}

export interface Said extends Bubble {
  kind: 'said';
  own: boolean;
  name: string | null;
}
export type Item = Said | Exclude<LogRow, { kind: 'group' | 'day' }>;

/** Null for an entry that is not shown. */
export type ReadEntry = (entry: PublicEntry, at: number) => Item | null;

/** Messages of one sender further apart than this make two groups. */
const GROUP_GAP_MS = 5 * 60_000;

const pendingItem = (item: OutboxItem): Said => ({
  kind: 'said',
  key: item.client_id,
  own: true,
  name: null,
  text: item.text,
  at: new Date(item.created_at).toISOString(),
  seq: Infinity,
  state: item.state === 'sent' ? 'stored' : item.state,
  mark: null,
  ...(item.error && { error: item.error }),
});

/** Read below the last message that was read, delivered below the last that only arrived, pending below the last of all. */
const withMarks = (items: Item[], agentRead: number): Item[] => {
  const stored = items.filter(
    (item): item is Said => item.kind === 'said' && item.own && item.state === 'stored',
  );
  const waiting = items.findLast((item) => item.kind === 'said' && item.state === 'pending');
  // Refused for now: it goes out by itself, and so does what stands behind it.
  const held = items.some((item) => item.kind === 'said' && item.state === 'pending' && item.error);
  const read = stored.findLast((item) => item.seq <= agentRead);
  const last = stored.at(-1);
  return items.map((item) => {
    if (item === waiting) return { ...(item as Said), mark: held ? 'held' : 'pending' };
    if (item === read) return { ...read, mark: 'read' };
    return item === last ? { ...last, mark: 'delivered' } : item;
  });
};

const continues = (group: LogRow | undefined, item: Said): group is Group => {
  if (group?.kind !== 'group' || group.own !== item.own || group.name !== item.name) return false;
  const last = group.bubbles.at(-1);
  return last !== undefined && Date.parse(item.at) - Date.parse(last.at) < GROUP_GAP_MS;
};

const dayOf = (at: string): string => new Date(at).toDateString();

const addSaid = (rows: LogRow[], item: Said): void => {
  const { kind: _kind, own, name, ...bubble } = item;
  const last = rows.at(-1);
  if (continues(last, item)) last.bubbles.push(bubble);
  else rows.push({ kind: 'group', key: `g${item.key}`, own, name, at: item.at, bubbles: [bubble] });
};

export const logRows = (timeline: Thread['timeline'], agentRead: number, readEntry: ReadEntry): LogRow[] => {
  const items = [...timeline.entries.map(readEntry), ...timeline.pending.map(pendingItem)];
  const rows: LogRow[] = [];
  let day = '';
  for (const item of withMarks(
    items.filter((item) => item !== null),
    agentRead,
  )) {
    if (item.kind !== 'said') {
      rows.push(item);
      continue;
    }
    if (dayOf(item.at) !== day) rows.push({ kind: 'day', key: `d${item.key}`, at: item.at });
    day = dayOf(item.at);
    addSaid(rows, item);
  }
  return rows;
};
