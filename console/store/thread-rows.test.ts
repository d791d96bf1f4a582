import { describe, expect, it } from 'vitest';
import type { OutboxItem, Timeline } from '../../shared/client/types.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { AGENT, makeEntry, ME, SYSTEM } from '../testing/make-conversation.ts';
import { threadRows, type ThreadRow } from './thread-rows.ts';

const NOW = Date.UTC(2026, 4, 1, 12);
const timeline = (entries: Entry[], pending: OutboxItem[] = []): Timeline<Entry> => ({
  entries,
  pending,
  hasEarlier: false,
  missing: null,
  held: [],
});
const rowsOf = (entries: Entry[], visitorRead = 0, pending: OutboxItem[] = []) =>
  threadRows(timeline(entries, pending), { me: ME, visitorName: 'Lena', visitorRead, now: NOW });
const bubbles = (rows: ThreadRow[]) => rows.flatMap((row) => (row.kind === 'message' ? [row] : []));
const texts = (rows: ThreadRow[]) => rows.map((row) => ('text' in row ? row.text : row.kind));

const item = (state: OutboxItem['state']): OutboxItem => ({
  conversation_id: 'c',
  client_id: crypto.randomUUID(),
  text: 'on its way',
  start: false,
  state,
  created_at: Date.UTC(2026, 4, 1, 10, 30),
});

describe('threadRows', () => {
  it('separates days and names today and yesterday', () => {
    const yesterday = makeEntry(1, { created_at: new Date(NOW - 86_400_000).toISOString() });
    expect(texts(rowsOf([yesterday, makeEntry(2)]))).toEqual(['Yesterday', 'line 1', 'Today', 'line 2']);
  });

  it('marks where a run of one person begins and ends', () => {
    const rows = bubbles(
      rowsOf([makeEntry(1), makeEntry(2), makeEntry(3, { sender: AGENT }), makeEntry(30)]),
    );
    expect(rows.map((row) => [row.first, row.last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it('[M13] quotes what is answered as it stands now, in what is stored and what waits', () => {
    const redacted = { text: '', redacted: true };
    const rows = bubbles(
      rowsOf(
        [
          makeEntry(1),
          makeEntry(2, { body: redacted }),
          makeEntry(3, { sender: AGENT, body: { text: 'yes', reply_to: 1 } }),
          makeEntry(4, { body: { text: 'what?', reply_to: 2 } }),
        ],
        0,
        [{ ...item('pending'), reply_to: 4 }],
      ),
    );
    expect(rows.map(({ quote }) => quote)).toEqual([
      undefined,
      undefined,
      { kind: 'said', seq: 1, name: 'Lena', text: 'line 1' },
      { kind: 'gone' },
      { kind: 'said', seq: 4, name: 'Lena', text: 'what?' },
    ]);
  });

  it('tells events in words', () => {
    const rows = rowsOf([
      makeEntry(1, { type: 'started', sender: SYSTEM, body: {} }),
      makeEntry(2, { type: 'assigned', sender: SYSTEM, body: { member_id: ME, name: 'Mo' } }),
      makeEntry(3, { type: 'ended', sender: AGENT, body: { reason: 'agent' } }),
      makeEntry(4, { type: 'reopened', body: {} }),
      makeEntry(5, { type: 'ended', body: { reason: 'visitor' } }),
      makeEntry(6, { type: 'ended', sender: SYSTEM, body: { reason: 'idle' } }),
    ]);
    expect(texts(rows)).toEqual([
      'Today',
      'Conversation started',
      'Assigned to Mo',
      'Ended by Mo',
      'The visitor wrote again, so it is open again',
      'Ended by the visitor',
      'Ended after a long silence',
    ]);
  });

  it('[S13] shows a placeholder for what it does not know, and goes on', () => {
    const rows = rowsOf([
      makeEntry(1, { type: 'hologram', body: { text: 'x' } }),
      makeEntry(2, { body: { text: { type: 'script', props: {} } } }),
      makeEntry(3, { type: 'assigned', body: { name: 7 } }),
      makeEntry(4, { type: 'ended', body: { reason: 'magic' } }),
      makeEntry(5),
    ]);
    expect(rows.slice(1).map((row) => row.kind)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'message',
    ]);
  });

  it('puts the read mark on the last message of an agent that the visitor has read', () => {
    const entries = [1, 2, 3].map((seq) => makeEntry(seq, { sender: AGENT }));
    expect(bubbles(rowsOf(entries, 2)).map((row) => row.read)).toEqual([false, true, false]);
    expect(bubbles(rowsOf(entries, 2)).map((row) => row.last)).toEqual([false, true, true]);
    expect(bubbles(rowsOf(entries, 0)).some((row) => row.read)).toBe(false);
  });

  it('keeps the key of a message when its entry comes back, so that its bubble stays', () => {
    const sent = item('sent');
    const before = bubbles(rowsOf([makeEntry(1)], 0, [sent]));
    const entry = makeEntry(2, { sender: AGENT, client_id: sent.client_id, body: { text: sent.text } });
    const after = bubbles(rowsOf([makeEntry(1), entry]));
    expect(before[1]?.key).toBe(after[1]?.key);
    expect(before[1]?.name).toBe(after[1]?.name);
  });

  it('lets a failed message end its run, so that its reason stands below it', () => {
    const rows = bubbles(rowsOf([], 0, [item('failed'), item('pending')]));
    expect(rows[0]?.last).toBe(true);
  });

  it('shows a note as a note', () => {
    const [, note] = rowsOf([makeEntry(1, { type: 'note', public_seq: null, sender: AGENT })]);
    expect(note).toMatchObject({ kind: 'note', side: 'agent', text: 'line 1' });
  });
});

describe('what colleagues do with a conversation', () => {
  const bo = { member_id: crypto.randomUUID(), name: 'Bo' };
  const mo = { member_id: ME, name: 'Mo' };
  const byBo = { kind: 'agent', id: bo.member_id, name: 'Bo' } as const;
  it.each<[string, Partial<Entry>]>([
    ['Mo gave it to Bo', { type: 'assigned', sender: AGENT, body: { ...bo, by: 'transfer', from: mo } }],
    ['Bo accepted it from Mo', { type: 'assigned', sender: byBo, body: { ...bo, by: 'transfer', from: mo } }],
    [
      'Bo took it over from Mo',
      { type: 'assigned', sender: byBo, body: { ...bo, by: 'takeover', from: mo } },
    ],
    ['Bo took it', { type: 'assigned', sender: byBo, body: { ...bo, by: 'takeover' } }],
    ['Mo offered it to Bo', { type: 'offered', sender: AGENT, body: { ...bo, until: '', from: mo } }],
    [
      'Bo did not answer in time, so it stays with Mo',
      { type: 'offer_passed', sender: SYSTEM, body: { ...bo, how: 'timed_out', back_to: mo } },
    ],
    [
      'Mo moved it to Plants',
      { type: 'queued', sender: AGENT, body: { team_name: 'Plants', why: 'transfer' } },
    ],
    ['Back in the queue', { type: 'queued', sender: SYSTEM, body: { team_name: null, why: 'team_deleted' } }],
    ['Bo redacted a message', { type: 'message_redacted', sender: byBo, body: { seq: 1 } }],
  ])('is told: %s', (expected, given) => {
    expect(texts(rowsOf([makeEntry(2, given)])).at(-1)).toBe(expected);
  });

  it('a transfer to a team is one row; a change of words is none of its own', () => {
    const rows = rowsOf([
      makeEntry(1, { sender: AGENT }),
      makeEntry(2, { type: 'unassigned', sender: AGENT, body: mo }),
      makeEntry(3, { type: 'queued', sender: AGENT, body: { team_name: 'Plants', why: 'transfer' } }),
      makeEntry(4, { type: 'message_edited', sender: AGENT, body: { seq: 1 } }),
    ]);
    expect(texts(rows).slice(1)).toEqual(['line 1', 'Mo moved it to Plants']);
  });
});
