import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeConversation } from '../testing/make-conversation.ts';
import { GROUP_HEIGHT, listRows, neighbour, ROW_HEIGHT, rowsWithin, totalHeight } from './list-rows.ts';

const some = (count: number) => Array.from({ length: count }, () => makeConversation());
const rowsOf = (...counts: number[]) =>
  listRows(
    counts.map((count, index) => ({
      group: index === 0 ? ('me' as const) : ('visitor' as const),
      conversations: some(count),
    })),
  );

describe('listRows', () => {
  it('stacks groups and conversations without a gap', () => {
    const rows = rowsOf(2, 1);
    expect(rows.map((row) => row.kind)).toEqual([
      'group',
      'conversation',
      'conversation',
      'group',
      'conversation',
    ]);
    expect(totalHeight(rows)).toBe(2 * GROUP_HEIGHT + 3 * ROW_HEIGHT);
    rows.slice(1).forEach((row, index) => {
      const before = rows[index];
      expect(row.top).toBe((before?.top ?? 0) + (before?.height ?? 0));
    });
  });
});

describe('rowsWithin', () => {
  it('gives exactly the rows that touch the window', () => {
    const rows = rowsOf(40, 25);
    const offset = fc.integer({ min: -500, max: totalHeight(rows) + 500 });
    fc.assert(
      fc.property(offset, fc.integer({ min: 1, max: 2000 }), (from, height) => {
        const to = from + height;
        const touching = rows.filter((row) => row.top < to && row.top + row.height > from);
        expect(rowsWithin(rows, from, to)).toEqual(touching);
      }),
    );
  });

  it('renders few rows of many', () => {
    expect(rowsWithin(rowsOf(10_000), 300_000, 301_000).length).toBeLessThan(20);
  });
});

describe('neighbour', () => {
  const rows = rowsOf(2, 1);
  const ids = rows.flatMap((row) => (row.kind === 'conversation' ? [row.conversation.id] : []));

  it('moves over group headings and stops at the ends', () => {
    expect(neighbour(rows, ids[1], 1)?.id).toBe(ids[2]);
    expect(neighbour(rows, ids[2], -1)?.id).toBe(ids[1]);
    expect(neighbour(rows, ids[2], 1)).toBeUndefined();
    expect(neighbour(rows, ids[0], -1)).toBeUndefined();
  });

  it('begins at the top when nothing listed is open', () => {
    expect(neighbour(rows, undefined, 1)?.id).toBe(ids[0]);
    expect(neighbour(rows, crypto.randomUUID(), -1)?.id).toBe(ids[0]);
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});
