import type { OutboxItem, Timeline } from '../../shared/client/types.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { dayName, isSameDay } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { formText } from './form-text.ts';
import { markText } from './mark-text.ts';
import { isDecision, routingText } from './decision-text.ts';
import { ratingText } from './rating-text.ts';
import { AS_SAID, saidState, type SaidState } from './said-state.ts';

const GROUP_WITHIN_MS = 5 * 60_000;
/** What changes an earlier row, and is none of its own. */
const CHANGES = new Set(['message_edited', 'message_deleted', 'note_edited', 'note_deleted']);

export interface Bubble {
  key: string;
  /** Undefined while its entry has not come back. */
  seq?: number;
  /** Its public number, by which it is answered. */
  publicSeq?: number;
  /** What it answers. */
  quote?: Quote;
  side: 'visitor' | 'agent';
  kind: 'message' | 'note';
  name: string;
  text: string;
  at: string;
  /** Whether the reader said it. */
  mine: boolean;
  said: SaidState;
  /** Whether it begins and whether it ends a run of bubbles of one person. */
  first: boolean;
  last: boolean;
  /** On the last agent's message that the visitor has read. */
  read: boolean;
  /** On the last agent's message, where the visitor has not read that far. */
  sent?: true;
  /** Set while its entry has not come back. */
  unsent?: OutboxItem;
}

/** [M13] What is answered, looked up each time: nothing of it is kept beside the answer. */
export type Quote = { kind: 'said'; seq: number; name: string; text: string } | { kind: 'earlier' | 'gone' };

/** Where the candidates of an event are kept. */
export interface Decision {
  seq: number;
  chosen: string;
}

export type ThreadRow =
  | { kind: 'day'; key: string; text: string }
  | { kind: 'event'; key: string; text: string; at: string; decision?: Decision }
  | { kind: 'unknown'; key: string; at: string }
  | Bubble;

export interface Reader {
  me: string;
  visitorName: string;
  visitorRead: number;
  now: number;
}

/** A thread as it is shown: entries and what is on its way, with days between and runs of bubbles marked. */
export function threadRows(timeline: Timeline<Entry>, reader: Reader): ThreadRow[] {
  const shown = [
    ...timeline.entries.map((entry, at) =>
      isSilent(entry, timeline.entries[at + 1]) ? null : entryRow(entry, reader),
    ),
    ...timeline.pending.map(pendingRow),
  ];
  addQuotes(shown, timeline, reader);
  markRead(shown, timeline.entries, reader.visitorRead);
  const rows: ThreadRow[] = [];
  let day: number | undefined;
  const told = shown.filter((row) => row !== null);
  told.forEach((row, index) => {
    const at = timeOf(row);
    if (day === undefined || !isSameDay(day, at)) {
      rows.push({
        kind: 'day',
        key: `day ${row.key}`,
        text: dayName(new Date(at).toISOString(), reader.now),
      });
      day = at;
    }
    rows.push(isBubble(row) ? inRun(row, told[index - 1], told[index + 1]) : row);
  });
  return rows;
}

type Row = Exclude<ThreadRow, { kind: 'day' }>;

/** What the rows around it tell already: a change shows at what was changed, a transfer to a team says whose it was. */
const isSilent = ({ type }: Entry, next: Entry | undefined): boolean =>
  CHANGES.has(type) || (type === 'unassigned' && next?.type === 'queued' && next.body['why'] === 'transfer');

function entryRow(entry: Entry, reader: Reader): Row {
  const base = { key: entry.client_id ?? `seq ${entry.seq}`, at: entry.created_at };
  const text = entry.body['text'];
  if ((entry.type === 'message' || entry.type === 'note') && typeof text === 'string') {
    const side = entry.sender.kind === 'visitor' ? 'visitor' : 'agent';
    const run = { first: true, last: true, read: false };
    const mine = entry.sender.kind === 'agent' && entry.sender.id === reader.me;
    const said = saidState(entry.body);
    const name = senderName(entry, reader);
    const numbers = { seq: entry.seq, ...(entry.public_seq !== null && { publicSeq: entry.public_seq }) };
    return { kind: entry.type, ...base, ...numbers, mine, said, side, name, text, ...run };
  }
  const event = eventText(entry);
  if (event === undefined) return { kind: 'unknown', ...base };
  const chosen = entry.body['member_id'];
  if (!isDecision(entry) || typeof chosen !== 'string') return { kind: 'event', ...base, text: event };
  return { kind: 'event', ...base, text: event, decision: { seq: entry.seq, chosen } };
}

/** Entries' rows come first in `rows`, one for one; what waits comes after them. */
function addQuotes(rows: Array<Row | null>, timeline: Timeline<Entry>, reader: Reader): void {
  const { entries, pending } = timeline;
  [...entries, ...pending].forEach((from, at) => {
    const answered = 'type' in from ? from.body['reply_to'] : from.reply_to;
    const row = rows[at];
    if (typeof answered === 'number' && row && isBubble(row) && row.said.gone === null)
      row.quote = quoteOf(timeline, answered, reader);
  });
}

/** [M13] What stands there now. */
export function quoteOf({ entries, hasEarlier }: Timeline<Entry>, publicSeq: number, reader: Reader): Quote {
  const entry = entries.find((one) => one.public_seq === publicSeq);
  if (entry?.type === 'message' && saidState(entry.body).gone === null) {
    const text = entry.body['text'];
    if (typeof text === 'string')
      return { kind: 'said', seq: entry.seq, name: senderName(entry, reader), text };
  }
  const first = entries.find(({ public_seq }) => public_seq !== null)?.public_seq ?? Infinity;
  return { kind: hasEarlier && publicSeq < first ? 'earlier' : 'gone' };
}

function senderName(entry: Entry, reader: Reader): string {
  if (entry.sender.kind === 'visitor') return reader.visitorName;
  if (entry.sender.id === reader.me) return t('thread.you');
  return entry.sender.name ?? t('visitor.colleague');
}

function eventText(entry: Entry): string | undefined {
  const name = entry.sender.name ?? t('event.somebody');
  switch (entry.type) {
    case 'started':
      return t('event.started');
    case 'unassigned':
      return typeof entry.body['name'] === 'string'
        ? t('event.unassigned', { name: entry.body['name'] })
        : undefined;
    case 'joined':
      return typeof entry.body['name'] === 'string'
        ? t('event.joined', { name: entry.body['name'] })
        : undefined;
    case 'message_redacted':
    case 'note_redacted':
      return t('event.redacted', { name });
    case 'form_submitted':
      return formText(entry);
    case 'idle_warned':
      return t('event.idle-warned');
    case 'reopened':
      return t('event.reopened');
    case 'rated':
      return ratingText(entry);
    case 'ended':
      return endText(entry.body['reason'], name);
    default:
      return markText(entry) ?? routingText(entry);
  }
}

function endText(reason: unknown, name: string): string | undefined {
  if (reason === 'agent') return t('event.ended-agent', { name });
  if (reason === 'visitor') return t('event.ended-visitor');
  if (reason === 'left_queue') return t('event.ended-left-queue');
  return reason === 'idle' ? t('event.ended-idle') : undefined;
}

const pendingRow = (item: OutboxItem): Bubble => ({
  kind: 'message',
  key: item.client_id,
  side: 'agent',
  name: t('thread.you'),
  text: item.text,
  at: new Date(item.created_at).toISOString(),
  mine: true,
  said: AS_SAID,
  first: true,
  last: true,
  read: false,
  unsent: item,
});

/** Entries' rows come first in `rows`, one for one. */
function markRead(rows: Array<Row | null>, entries: readonly Entry[], visitorRead: number): void {
  const isReply = ({ type, sender, public_seq }: Entry) =>
    type === 'message' && sender.kind === 'agent' && public_seq !== null;
  const read = entries.findLastIndex((entry) => isReply(entry) && entry.public_seq! <= visitorRead);
  const row = rows[read];
  if (row && isBubble(row)) row.read = true;
  const last = rows[entries.findLastIndex(isReply)];
  if (last && isBubble(last) && !last.read) last.sent = true;
}

function inRun(row: Bubble, before: Row | undefined, after: Row | undefined): Bubble {
  return {
    ...row,
    first: !before || !sameRun(before, row),
    last: !after || row.read || row.sent === true || !sameRun(row, after),
  };
}

function sameRun(a: Row, b: Row): boolean {
  return (
    isBubble(a) &&
    isBubble(b) &&
    a.kind === b.kind &&
    a.side === b.side &&
    a.name === b.name &&
    a.unsent?.state !== 'failed' &&
    timeOf(b) - timeOf(a) < GROUP_WITHIN_MS &&
    isSameDay(timeOf(a), timeOf(b))
  );
}

const isBubble = (row: Row): row is Bubble => row.kind === 'message' || row.kind === 'note';

const timeOf = (row: Row): number => Date.parse(row.at);
