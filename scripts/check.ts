import { runStep } from './run-step.ts';

const STEPS: [name: string, command: string, args: string[]][] = [
  ['format', 'prettier', ['--check', '--log-level=warn', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['types', 'tsc', ['-p', '.']],
  ['types of shared without a page or Node', 'tsc', ['-p', 'shared']],
];

const failed: string[] = [];
for (const [name, command, args] of STEPS) {
  if ((await runStep(command, args)) !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? 'check: all well\n' : `check failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
