import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import { entry, own, pending, thread } from '../testing/fake-session.ts';
import { logRows, type LogRow } from './log-rows.ts';
import { readEntry } from './read-entry.ts';

const rowsOf = (entries: PublicEntry[], agentRead = 0, waiting = [] as ReturnType<typeof pending>[]) =>
  logRows(thread(entries, waiting).timeline, agentRead, readEntry);
const bubblesOf = (rows: LogRow[]) => rows.flatMap((row) => (row.kind === 'group' ? row.bubbles : []));

describe('logRows', () => {
  it('groups what one sender says in a row, until somebody else speaks or time passes', () => {
    const later = entry(4, { created_at: '2026-03-04T10:30:00.000Z' });
    const groups = rowsOf([own(1, 'a'), entry(2), entry(3), later]).filter((row) => row.kind === 'group');
    expect(groups.map((group) => [group.own, group.bubbles.length])).toEqual([
      [true, 1],
      [false, 2],
      [false, 1],
    ]);
  });

  it('begins every day with its name and takes no events for days', () => {
    const next = entry(3, { created_at: '2026-03-06T10:00:00.000Z' });
    const kinds = rowsOf([entry(1, { type: 'started', body: {} }), own(2, 'a'), next]).map((row) => row.kind);
    expect(kinds).toEqual(['day', 'group', 'day', 'group']);
  });

  it('marks the last read message, the last delivered one and the last that waits', () => {
    const marks = (read: number, waiting = [] as ReturnType<typeof pending>[]) =>
      bubblesOf(rowsOf([own(1, 'a'), own(2, 'b'), own(3, 'c')], read, waiting)).map((bubble) => bubble.mark);
    expect(marks(0)).toEqual([null, null, 'delivered']);
    expect(marks(2)).toEqual([null, 'read', 'delivered']);
    expect(marks(3)).toEqual([null, null, 'read']);
    expect(marks(3, [pending('d'), pending('e')])).toEqual([null, null, 'read', null, 'pending']);
  });

  it('[M12] tells of the warning as an event', () => {
    const rows = rowsOf([own(1, 'a'), entry(2, { type: 'idle_warned', body: {} })]);
    expect(rows.at(-1)).toMatchObject({ kind: 'event', event: 'idleWarned' });
  });

  it('keeps the key of a message from waiting to stored', () => {
    const before = bubblesOf(rowsOf([], 0, [pending('hello', { client_id: 'x' })]))[0];
    expect(bubblesOf(rowsOf([own(1, 'hello', 'x')]))[0]?.key).toBe(before?.key);
  });

  it('[E4] [S13] shows a placeholder for what it does not know and goes on', () => {
    const odd = [
      entry(1, { type: 'carrier_pigeon' }),
      entry(2, { body: { text: { toString: 'no' } } }),
      entry(3, { type: 'assigned', body: {} }),
      { ...entry(4), body: null } as unknown as PublicEntry,
      null as unknown as PublicEntry,
      own(6, 'still here'),
    ];
    const rows = rowsOf(odd);
    expect(rows.filter((row) => row.kind === 'placeholder')).toHaveLength(5);
    expect(bubblesOf(rows).map((bubble) => bubble.text)).toEqual(['still here']);
  });

  it('loses no message, keeps their order and gives every row a key of its own', () => {
    const said = fc.array(fc.record({ mine: fc.boolean(), at: fc.integer({ min: 0, max: 5_000 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(said, fc.nat(40), (messages, read) => {
        let time = Date.parse('2026-03-04T10:00:00.000Z');
        const entries = messages.map(({ mine, at }, index) => {
          time += at * 60_000;
          const made = mine ? own(index + 1, `t${index}`) : entry(index + 1, { body: { text: `t${index}` } });
          return { ...made, created_at: new Date(time).toISOString() };
        });
        const rows = rowsOf(entries, read);
        expect(bubblesOf(rows).map((bubble) => bubble.text)).toEqual(messages.map((_, index) => `t${index}`));
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      }),
    );
  });
});
