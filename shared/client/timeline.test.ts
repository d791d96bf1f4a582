import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicEntry } from '../protocol/entries.ts';
import { emptyTimeline, withPending } from './timeline.ts';
import { withEntries, withPage } from './timeline-entries.ts';
import type { OutboxItem, Timeline } from './types.ts';

const clientId = (seq: number): string => `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`;

const entry = (seq: number): PublicEntry => ({
  seq,
  type: 'message',
  sender: { kind: seq % 2 ? 'visitor' : 'agent', name: null },
  client_id: clientId(seq),
  body: { text: `text ${seq}` },
  created_at: new Date(seq * 1000).toISOString(),
});
const entries = (after: number, upto: number): PublicEntry[] =>
  Array.from({ length: Math.max(0, upto - after) }, (_, at) => entry(after + 1 + at));
const item = (seq: number): OutboxItem => ({
  conversation_id: clientId(0),
  client_id: clientId(seq),
  text: `text ${seq}`,
  start: false,
  state: 'pending',
  created_at: seq,
});
const seqs = (timeline: Timeline): number[] => timeline.entries.map(({ seq }) => seq);

type News =
  | { kind: 'page'; after: number; size: number; at: number }
  | { kind: 'event'; seq: number; size: number }
  | { kind: 'position'; position: number };

const LENGTH = 12;
const seq = fc.integer({ min: 1, max: LENGTH });
const news: fc.Arbitrary<News> = fc.oneof(
  fc.record({
    kind: fc.constant('page' as const),
    after: fc.nat(LENGTH),
    size: fc.nat(5),
    at: fc.nat(LENGTH),
  }),
  fc.record({ kind: fc.constant('event' as const), seq, size: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('position' as const), position: fc.nat(LENGTH) }),
);

function take(timeline: Timeline, one: News): Timeline {
  if (one.kind === 'position') return withEntries(timeline, [], one.position);
  if (one.kind === 'event') {
    return withEntries(timeline, entries(one.seq - 1, Math.min(LENGTH, one.seq - 1 + one.size)));
  }
  const upto = Math.min(one.at, one.after + one.size);
  return withPage(timeline, { conversation: { seq: one.at }, entries: entries(one.after, upto) });
}

describe('timeline', () => {
  const snapshot = (pending: OutboxItem[]): Timeline =>
    withPending(
      withPage(emptyTimeline<PublicEntry>(), { conversation: { seq: LENGTH }, entries: entries(0, LENGTH) }),
      pending,
    );

  it('[S5] comes to the same as a fresh snapshot, whatever came, in whatever order, however often', () => {
    const steps = fc.array(fc.oneof(news, fc.constant('pending' as const)), { maxLength: 30 });
    const all = fc.shuffledSubarray(entries(0, LENGTH), { minLength: LENGTH });
    fc.assert(
      fc.property(steps, all, fc.array(fc.integer({ min: 1, max: LENGTH + 4 })), (before, rest, unsent) => {
        const pending = [...new Set(unsent)].map(item);
        let timeline = withPending(emptyTimeline<PublicEntry>(), pending);
        for (const step of before)
          timeline = step === 'pending' ? withPending(timeline, pending) : take(timeline, step);
        for (const one of rest) timeline = withEntries(timeline, [one, one]);
        expect(withPending(timeline, pending)).toEqual(snapshot(pending));
      }),
    );
  });

  it('does not depend on the order of what came', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (list, random) => {
        const shuffled = list
          .map((one) => ({ one, rank: random.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        expect(shuffled.reduce(take, emptyTimeline())).toEqual(list.reduce(take, emptyTimeline()));
      }),
    );
  });

  it('[R3] never shows a hole, and always names what is missing', () => {
    fc.assert(
      fc.property(fc.array(news), (list) => {
        const timeline = list.reduce(take, emptyTimeline());
        const shown = seqs(timeline);
        shown.forEach((seq, at) => expect(seq).toBe((shown[0] ?? 0) + at));
        const last = shown.at(-1) ?? 0;
        for (const { seq } of timeline.held) expect(seq).toBeGreaterThan(last + 1);
        if (timeline.held.length) expect(timeline.missing).not.toBeNull();
        if (timeline.missing) {
          expect(timeline.missing.after).toBe(last);
          expect(timeline.missing.upto).toBeGreaterThan(last);
        }
      }),
    );
  });

  it('[R1] is whole after fetching what it says is missing, page by page', () => {
    fc.assert(
      fc.property(fc.array(news, { minLength: 1 }), fc.integer({ min: 1, max: 4 }), (list, size) => {
        let timeline = list.reduce(take, emptyTimeline());
        for (let pages = 0; timeline.missing && pages < LENGTH * 2; pages++) {
          const { after } = timeline.missing;
          const page = entries(after, Math.min(LENGTH, after + size));
          timeline = withPage(timeline, { conversation: { seq: LENGTH }, entries: page });
        }
        expect(timeline.missing).toBeNull();
        expect(timeline.held).toEqual([]);
      }),
    );
  });

  it('replaces a pending message by its entry, and keeps the others after it', () => {
    const before = withPending(withEntries(emptyTimeline<PublicEntry>(), entries(0, 2)), [item(3), item(4)]);
    const after = withEntries(before, [entry(3)]);
    expect(seqs(after)).toEqual([1, 2, 3]);
    expect(after.pending).toEqual([item(4)]);
  });

  it('keeps a pending message in sight while its entry is held behind a hole', () => {
    const before = withPending(withEntries(emptyTimeline<PublicEntry>(), entries(0, 2)), [item(5)]);
    const after = withEntries(before, [entry(5)]);
    expect(after.pending).toEqual([item(5)]);
    expect(after.missing).toEqual({ after: 2, upto: 5 });
  });

  it('knows of earlier entries, and stays the same object when nothing is new', () => {
    const timeline = withEntries(emptyTimeline<PublicEntry>(), entries(3, 6));
    expect(timeline.hasEarlier).toBe(true);
    expect(withEntries(timeline, entries(0, 3)).hasEarlier).toBe(false);
    expect(withEntries(timeline, entries(4, 6))).toBe(timeline);
    expect(withPending(timeline, [])).toBe(timeline);
  });
});
