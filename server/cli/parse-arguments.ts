import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { UsageError } from './command-error.ts';
import { EVERY_COMMAND } from './help-text.ts';

export type Arguments = Pick<Given, 'argument' | 'value' | 'has'>;

/** What is allowed is what the command's help lists. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const { values, positionals } = parse(command, args);
  const [argument, ...more] = positionals;
  const [extra] = command.argument === undefined ? positionals : more;
  if (extra !== undefined) throw notUnderstood(command, `"${extra}" has no place here`);
  return {
    argument,
    value: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    has: (option) => values[option] !== undefined,
  };
}

function parse(command: Command, args: readonly string[]) {
  const known = Object.entries({ ...command.options, ...EVERY_COMMAND });
  const options = Object.fromEntries(
    known.map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw notUnderstood(command, error instanceof Error ? firstSentence(error.message) : String(error));
  }
}

// Node goes on about `--`, which helps nobody here.
const firstSentence = (message: string): string => (/^.*?'[^']*'[^.]*/.exec(message)?.[0] ?? message).trim();

const notUnderstood = (command: Command, why: string) =>
  new UsageError(`${why}. See: npm run bellhop -- ${command.name} --help`);
