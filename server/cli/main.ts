import { commands } from './commands.ts';
import { runCommand } from './run-command.ts';

// `npm run bellhop -- COMMAND`: what an operator does beside the running server, or before it.
process.exitCode = await runCommand(commands, process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
