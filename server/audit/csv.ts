/** What a spreadsheet would run as a formula, also behind what it trims. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r|%]/;
const NEEDS_QUOTES = /["',;\r\n]/;

/** A line of RFC 4180. Text that a spreadsheet would run is shown as text: an apostrophe before it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
