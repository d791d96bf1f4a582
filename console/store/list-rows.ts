import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Group, GroupedConversations } from './waiting.ts';

/** In CSS pixels; the style sheet's `--row` and `--group` say the same. */
export const ROW_HEIGHT = 64;
export const GROUP_HEIGHT = 34;
export const HEIGHTS = {
  comfortable: { row: ROW_HEIGHT, group: GROUP_HEIGHT },
  compact: { row: 48, group: 28 },
} as const;

export type ListRow = { key: string; top: number; height: number } & (
  | { kind: 'group'; group: Group; count: number }
  | { kind: 'conversation'; conversation: Conversation; position: number }
);

/** The groups as one column of rows that know where they stand. */
export function listRows(
  groups: readonly GroupedConversations[],
  heights: { row: number; group: number } = HEIGHTS.comfortable,
): ListRow[] {
  const rows: ListRow[] = [];
  let top = 0;
  let position = 0;
  for (const { group, conversations } of groups) {
    rows.push({ kind: 'group', key: group, group, count: conversations.length, top, height: heights.group });
    top += heights.group;
    for (const conversation of conversations) {
      position++;
      rows.push({
        kind: 'conversation',
        key: conversation.id,
        conversation,
        position,
        top,
        height: heights.row,
      });
      top += heights.row;
    }
  }
  return rows;
}

export const totalHeight = (rows: readonly ListRow[]): number => {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
};

/** The rows that touch a window of the column. */
export function rowsWithin(rows: readonly ListRow[], from: number, to: number): ListRow[] {
  const start = firstEndingAfter(rows, from);
  let end = start;
  while (end < rows.length && (rows[end]?.top ?? to) < to) end++;
  return rows.slice(start, end);
}

function firstEndingAfter(rows: readonly ListRow[], offset: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.top + row.height <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The conversation before or after one; the first when it is not listed. */
export function neighbour(
  rows: readonly ListRow[],
  id: string | undefined,
  step: 1 | -1,
): Conversation | undefined {
  const listed = rows.flatMap((row) => (row.kind === 'conversation' ? [row.conversation] : []));
  const index = listed.findIndex((conversation) => conversation.id === id);
  return index === -1 ? listed[0] : listed[index + step];
}
