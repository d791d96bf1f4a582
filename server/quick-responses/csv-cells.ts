import { csvLine } from '../audit/csv.ts';

/** Text that begins like what an export makes of a formula gets one apostrophe more, so that an import can take one away. */
const LIKE_GUARDED = /^'+[\s\uFEFF]*[=+\-@\t\r|%]/;

/** A line of an export that `readCell` reads back as it was; spreadsheets run nothing of it. */
export const exportLine = (cells: readonly string[]): string =>
  csvLine(cells.map((cell) => (LIKE_GUARDED.test(cell) ? `'${cell}` : cell)));

export const readCell = (cell: string): string => (LIKE_GUARDED.test(cell) ? cell.slice(1) : cell);
