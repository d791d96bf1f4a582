import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportLine, readCell } from './csv-cells.ts';
import { parseCsv } from './parse-csv.ts';
import { readImport } from './read-import.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

describe('a CSV file', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa;b\n1;2,5',
      [
        ['a', 'b'],
        ['1', '2,5'],
      ],
    ],
    [
      'a\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n"x, ""y""\r\nz",\n',
      [
        ['a', 'b'],
        ['x, "y"\r\nz', ''],
      ],
    ],
    [
      'a,b\n\n , \n,2\n',
      [
        ['a', 'b'],
        ['', '2'],
      ],
    ],
    ['', []],
  ])('%j is read', (text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('says at which line a row begins, and which one is broken, and reads on', () => {
    const rows = parseCsv('a,b\r\n"1\r\n2",x\r\n"3"4,y\r\n5,z\r\n"6,z\r\n7,z');
    expect(rows.map(({ line, problem }) => [line, problem !== undefined])).toEqual([
      ...[
        [1, false],
        [2, false],
        [4, true],
        [5, false],
        [6, true],
      ],
    ]);
  });

  it('takes no time to speak of for four megabytes of quotes', () => {
    expect(parseCsv('"'.repeat(4_000_001))).toHaveLength(1);
    expect(parseCsv('a,b\n' + '"x"y\n'.repeat(100_000))).toHaveLength(100_001);
  });

  const cell = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom('"', "'", ',', ';', '\n', '\r', '=', '+', '-', '@', '|', '%', '\t', ' ', 'x'))
      .map((x) => x.join('')),
  );

  it('has every cell as it was, and none that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, fc.constant('x')), { minLength: 1 }), (rows) => {
        const file = exportLine(['a', 'b', 'c']) + rows.map(exportLine).join('');
        const raw = cellsOf(file).slice(1);
        expect(raw.flat().filter((text) => /^[\s\uFEFF]*[=+\-@\t\r|%]/.test(text))).toEqual([]);
        expect(raw.map((row) => row.map(readCell))).toEqual(rows);
      }),
    );
  });
});

describe('an import', () => {
  it('takes columns in any order, and the shortcut as title where there is none', () => {
    expect(readImport('Text,SHORTCUT,color\nHello,/Hi,red\n')).toEqual({
      lines: [
        { line: 2, scope: '', team: '', content: { shortcut: 'hi', title: 'Hi', folder: '', text: 'Hello' } },
      ],
      wrong: [],
    });
  });

  it('says of each line what is wrong with it', () => {
    const { lines, wrong } = readImport(
      'shortcut,text,title,folder\nok,Fine,,\ntwo words,x,,\nx,{{visitor.nam}},,\nx,{{visitor.name,,\nx,,,\n"y"z,a\n',
    );
    expect(lines.map(({ line }) => line)).toEqual([2]);
    expect(wrong.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [3, 'shortcut'],
        [4, 'text'],
        [5, 'text'],
        [6, 'text'],
        [7, null],
      ],
    ]);
    expect(wrong[1]?.message).toContain('visitor.nam');
  });

  it.each(['', 'title,text\na,b', 'shortcut\na'])('%j is no file of quick responses', (csv) => {
    expect(() => readImport(csv)).toThrow(expect.objectContaining({ code: 'bad_request', field: 'csv' }));
  });
});
