import type { Command, CommandOption } from './command.ts';

const WIDTH = 92;
const GAP = 2;

export const EVERY_COMMAND: Readonly<Record<string, CommandOption>> = {
  json: { meaning: 'Answer in JSON on standard output, errors too.' },
  help: { meaning: 'Show this.' },
};

const EXIT_CODES =
  'Exit codes: 0 done; 1 not done, and the reason is printed; 2 the command was not understood.';
const ENVIRONMENT =
  'Commands read the same environment as the server: DATA_DIR, DATABASE_URL, SECRET, PUBLIC_URL …';

export function helpForAll(commands: readonly Command[]): string {
  return [
    'Usage: npm run bellhop -- COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    ENVIRONMENT,
    EXIT_CODES,
    'More about one: npm run bellhop -- COMMAND --help',
    '',
  ].join('\n');
}

export function helpFor(command: Command): string {
  const { name, argument, summary, explanation, options } = command;
  const parts = [name, argument, '[OPTIONS]'].filter((part) => part !== undefined);
  return [
    `Usage: npm run bellhop -- ${parts.join(' ')}`,
    '',
    summary,
    ...explanation.flatMap((paragraph) => ['', ...wrap(paragraph, WIDTH)]),
    '',
    'Options:',
    ...columns(
      Object.entries({ ...options, ...EVERY_COMMAND }).map(([option, { value, meaning }]) => [
        `--${option}${value === undefined ? '' : ` ${value}`}`,
        meaning,
      ]),
    ),
    '',
    EXIT_CODES,
    '',
  ].join('\n');
}

function columns(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + GAP;
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - width - GAP).map(
      (line, at) => `${' '.repeat(GAP)}${(at === 0 ? left : '').padEnd(width)}${line}`,
    ),
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
