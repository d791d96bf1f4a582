import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicEntry } from '../protocol/entries.ts';
import { emptyTimeline } from './timeline.ts';
import { withEntries } from './timeline-entries.ts';
import type { Timeline } from './types.ts';

const make = (seq: number, type: string, body: Record<string, unknown>): PublicEntry => ({
  seq,
  type,
  sender: { kind: 'agent', name: 'Ada' },
  client_id: null,
  body,
  created_at: new Date(seq * 1000).toISOString(),
});
const said = (seq: number, text: string) => make(seq, 'message', { text });
const edited = (seq: number, of: number, text: string) =>
  make(seq, 'message_edited', { seq: of, now: { text, edited: true } });
const gone = { text: '', removed: true };
const redacted = (seq: number, of: number) => make(seq, 'message_redacted', { seq: of, now: gone });
const fold = (...batches: PublicEntry[][]): Timeline =>
  batches.reduce((timeline, batch) => withEntries(timeline, batch), emptyTimeline<PublicEntry>());

/** As a page of after all that: the server has rewritten what the last change points at, and the changes before it. */
const afterwards = [
  make(1, 'message', gone),
  said(2, 'other'),
  make(3, 'message_edited', { seq: 1, now: gone }),
  redacted(4, 1),
];
const asTheyCame = [said(1, 'my SECRET'), said(2, 'other'), edited(3, 1, 'my SECRET word'), redacted(4, 1)];

describe('[N7] what was said, as it stands now', () => {
  it('takes the words of an edit', () => {
    expect(fold([said(1, 'helo')], [edited(2, 1, 'hello')]).entries[0]?.body).toEqual({
      text: 'hello',
      edited: true,
    });
  });

  it('takes the last of several, whichever comes first', () => {
    const all = [said(1, 'a'), edited(2, 1, 'b'), edited(3, 1, 'c')];
    expect(fold([all[2]!], [all[1]!], [all[0]!]).entries[0]?.body['text']).toBe('c');
  });

  it('[S5] comes to the page of afterwards, in whatever order and however old the pages are', () => {
    const expected = fold(afterwards);
    const batches = fc.array(fc.subarray([...asTheyCame, ...afterwards]), { maxLength: 8 });
    fc.assert(
      fc.property(batches, fc.shuffledSubarray(asTheyCame, { minLength: 4 }), (before, rest) => {
        const timeline = fold(...before, ...rest.map((one) => [one]));
        expect(timeline).toEqual(expected);
      }),
    );
  });

  it('holds no redacted word, also while entries between are missing', () => {
    const timeline = fold([said(1, 'my SECRET')], [redacted(4, 1)]);
    expect(timeline.missing).toEqual({ after: 1, upto: 4 });
    expect(JSON.stringify(timeline)).not.toContain('SECRET');
  });

  it('leaves alone what a change does not fit, and the identity of what it does not touch', () => {
    const other = said(2, 'other');
    const odd = [
      make(1, 'started', {}),
      other,
      make(3, 'message_edited', { seq: 1, now: { text: 'x' } }),
      make(4, 'message_edited', { seq: 2 }),
      make(5, 'message_deleted', null as unknown as Record<string, unknown>),
    ];
    const { entries } = fold(odd);
    expect(entries[0]?.body).toEqual({});
    expect(entries[1]).toBe(other);
  });

  it('replaces nothing again when something else comes', () => {
    const first = fold([said(1, 'helo')], [edited(2, 1, 'hello')]);
    expect(withEntries(first, [said(3, 'next')]).entries[0]).toBe(first.entries[0]);
  });
});
