export interface CsvRow {
  /** Where it begins, from 1; a quoted cell may go over several lines. */
  line: number;
  cells: string[];
  /** Why it is no line of RFC 4180. */
  problem?: string;
}

/** Those that spreadsheets write, depending on the country. */
const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];
const PLAIN_END = { ',': /[,\r\n]|$/g, ';': /[;\r\n]|$/g, '\t': /[\t\r\n]|$/g } as const;
const LINE_END = /\r\n|\r|\n/g;

/** RFC 4180, with any line end and the separator of the first line. Lines without anything are left out. */
export function parseCsv(file: string): CsvRow[] {
  const text = file.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { row, end } = readRow(text, at, line, separator);
    if (row.problem !== undefined || row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    line += text.slice(at, end).match(LINE_END)?.length ?? 0;
    at = end;
  }
  return rows;
}

function separatorOf(text: string): Separator {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string) => head.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

function readRow(
  text: string,
  start: number,
  line: number,
  separator: Separator,
): { row: CsvRow; end: number } {
  const cells: string[] = [];
  const wrong = (problem: string, end: number) => ({ row: { line, cells, problem }, end });
  for (let at = start; ;) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? closingQuote(text, at) : indexOf(PLAIN_END[separator], text, at);
    if (end < 0) return wrong('A quote opens and does not close.', text.length);
    cells.push(isQuoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end));
    at = isQuoted ? end + 1 : end;
    if (text[at] === separator) at++;
    else if (at === text.length || text[at] === '\r' || text[at] === '\n')
      return { row: { line, cells }, end: afterLine(text, at) };
    else
      return wrong(
        'After a closing quote comes a separator or the end of the line.',
        afterLine(text, indexOf(/[\r\n]|$/g, text, at)),
      );
  }
}

/** Two quotes are one within a cell. */
function closingQuote(text: string, opening: number): number {
  for (let at = opening + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

function indexOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

const afterLine = (text: string, at: number): number =>
  at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
