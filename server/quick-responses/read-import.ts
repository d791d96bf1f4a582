import { BellhopError } from '../../shared/errors.ts';
import {
  MAX_QUICK_RESPONSES,
  personalResponseRequest,
  type PersonalResponseRequest,
} from '../../shared/protocol/quick-responses.ts';
import { readCell } from './csv-cells.ts';
import { parseCsv, type CsvRow } from './parse-csv.ts';

export interface WrongLine {
  line: number;
  field: string | null;
  message: string;
}

export interface ImportLine {
  line: number;
  scope: string;
  /** Its name. */
  team: string;
  content: PersonalResponseRequest;
}

/** As an export has them. Others are ignored, `uses` among them. */
export const COLUMNS = ['scope', 'team', 'folder', 'title', 'shortcut', 'text'] as const;
type Column = (typeof COLUMNS)[number];
type Places = Record<Column, number>;

/** What a file says, line by line; nothing of the workspace is known here. */
export function readImport(csv: string): { lines: ImportLine[]; wrong: WrongLine[] } {
  const [head, ...rows] = parseCsv(csv);
  const places = placesOf(head);
  if (rows.length > MAX_QUICK_RESPONSES)
    throw badFile(`A file has at most ${MAX_QUICK_RESPONSES.toLocaleString('en')} lines.`);
  const read = rows.map((row) => readLine(row, places));
  return {
    lines: read.filter((one): one is ImportLine => 'content' in one),
    wrong: read.filter((one): one is WrongLine => 'message' in one),
  };
}

function placesOf(head: CsvRow | undefined): Places {
  if (!head) throw badFile('The file is empty.');
  const names = head.cells.map((cell) => readCell(cell).trim().toLowerCase());
  const places = Object.fromEntries(COLUMNS.map((column) => [column, names.indexOf(column)])) as Places;
  const missing = (['shortcut', 'text'] as const).filter((column) => places[column] < 0);
  if (missing.length > 0)
    throw badFile(`The first line names the columns; there is none called “${missing.join('”, “')}”.`);
  return places;
}

function readLine({ line, cells, problem }: CsvRow, places: Places): ImportLine | WrongLine {
  if (problem !== undefined) return { line, field: null, message: problem };
  const value = (column: Column) => readCell(cells[places[column]] ?? '');
  const parsed = personalResponseRequest.safeParse({
    shortcut: value('shortcut'),
    title: value('title').trim() || value('shortcut').trim().replace(/^\//, ''),
    folder: value('folder'),
    text: value('text'),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      line,
      field: String(issue?.path[0] ?? ''),
      message: issue?.message ?? 'This line does not fit.',
    };
  }
  const scope = value('scope').trim().toLowerCase();
  return { line, scope, team: value('team').trim(), content: parsed.data };
}

const badFile = (message: string) => new BellhopError('bad_request', message, { field: 'csv' });
