import type { OutboxItem, Thread } from '../../shared/client/types.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';

/** What the log shows, top to bottom. */
export type LogRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'event'; key: string; event: 'joined' | 'left' | 'ended' | 'reopened'; name: string }
  | { kind: 'placeholder'; key: string }
  | { kind: 'group'; key: string; own: boolean; name: string | null; at: string; bubbles: Bubble[] };

export type Group = Extract<LogRow, { kind: 'group' }>;

export interface Bubble {
  /** Own messages keep their client id as key, so that the bubble that was pending is the one that is stored. */
  key: string;
  text: string;
  at: string;
  state: 'pending' | 'failed' | 'stored';
  mark: 'read' | 'delivered' | 'pending' | 'held' | null;
  error?: OutboxItem['error'];
}

interface Said extends Bubble {
  kind: 'said';
  own: boolean;
  name: string | null;
  seq: number;
}
type Item = Said | Exclude<LogRow, { kind: 'group' | 'day' }>;

/** Messages of one sender further apart than this make two groups. */
const GROUP_GAP_MS = 5 * 60_000;

const isText = (value: unknown): value is string => typeof value === 'string';

/** [S13] An entry that is not what its type promises becomes a placeholder; nothing in it is trusted to be there. */
const itemOf = (entry: PublicEntry, at: number): Item | null => {
  const key = `e${entry?.seq ?? `?${at}`}`;
  const body: Record<string, unknown> = entry?.body ?? {};
  switch (entry?.type) {
    case 'started':
      return null;
    case 'message':
      return isText(body['text']) && entry.sender
        ? saidBy(entry, body['text'], key)
        : { kind: 'placeholder', key };
    case 'assigned':
      return isText(body['name'])
        ? { kind: 'event', key, event: 'joined', name: body['name'] }
        : { kind: 'placeholder', key };
    case 'unassigned':
      return { kind: 'event', key, event: 'left', name: '' };
    case 'ended':
    case 'reopened':
      return { kind: 'event', key, event: entry.type, name: '' };
    default:
      return { kind: 'placeholder', key };
  }
};

const saidBy = (entry: PublicEntry, text: string, key: string): Said => {
  const own = entry.sender.kind === 'visitor';
  const name = isText(entry.sender.name) ? entry.sender.name : null;
  const known = own && isText(entry.client_id) ? entry.client_id : key;
  return {
    kind: 'said',
    key: known,
    own,
    name: own ? null : name,
    text,
    at: entry.created_at,
    seq: entry.seq,
    state: 'stored',
    mark: null,
  };
};

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
  const { kind: _kind, own, name, seq: _seq, ...bubble } = item;
  const last = rows.at(-1);
  if (continues(last, item)) last.bubbles.push(bubble);
  else rows.push({ kind: 'group', key: `g${item.key}`, own, name, at: item.at, bubbles: [bubble] });
};

export const logRows = (timeline: Thread['timeline'], agentRead: number): LogRow[] => {
  const items = [...timeline.entries.map(itemOf), ...timeline.pending.map(pendingItem)];
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
