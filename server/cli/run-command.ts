import type { Command, Given } from './command.ts';
import { UsageError } from './command-error.ts';
import { explainFailure } from './explain-failure.ts';
import { helpFor, helpForAll } from './help-text.ts';
import { parseArguments } from './parse-arguments.ts';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** One command from its arguments to its exit code. */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  env: Given['env'],
  terminal: Terminal,
): Promise<number> {
  try {
    return await run(commands, args, env, terminal);
  } catch (error) {
    const { exitCode, message } = explainFailure(error);
    if (args.includes('--json')) terminal.out(`${JSON.stringify({ error: { message } })}\n`);
    else terminal.err(`${message}\n`);
    return exitCode;
  }
}

async function run(
  commands: readonly Command[],
  [name, ...rest]: readonly string[],
  env: Given['env'],
  { out, err }: Terminal,
): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? err : out)(helpForAll(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new UsageError(`There is no command "${name}". See: npm run bellhop -- --help`);
  if (rest.includes('--help') || rest.includes('-h')) {
    out(helpFor(command));
    return 0;
  }
  const given = parseArguments(command, rest);
  const outcome = await command.run({ ...given, env, say: (line) => err(`${line}\n`) });
  out(given.has('json') ? `${JSON.stringify(outcome.json)}\n` : `${outcome.text}\n`);
  return outcome.failed ? 1 : 0;
}
