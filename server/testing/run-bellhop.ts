import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { commands } from '../cli/commands.ts';
import { runCommand } from '../cli/run-command.ts';

const ROOT = join(import.meta.dirname, '../..');
const ENTRY = ['--import', 'tsx', 'server/cli/main.ts'];

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export type BellhopEnv = Record<string, string>;

/** The environment of a command in a test: nothing of ours but what is given. */
const environment = (env: BellhopEnv): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, ...env });

export const spawnBellhop = (args: readonly string[], env: BellhopEnv): ChildProcess =>
  spawn(process.execPath, [...ENTRY, ...args], {
    cwd: ROOT,
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });

/** `bellhop ARGS` within this process, for what needs neither its standard input nor a terminal: that saves seconds. */
export async function callBellhop(args: readonly string[], env: BellhopEnv): Promise<Ran> {
  const ran: Ran = { code: null, out: '', err: '' };
  const terminal = { out: (text: string) => (ran.out += text), err: (text: string) => (ran.err += text) };
  const code = await runCommand(commands, args, env, terminal);
  return { ...ran, code };
}

/** `bellhop ARGS` as a process, to its end. */
export async function runBellhop(args: readonly string[], env: BellhopEnv, input = ''): Promise<Ran> {
  const child = spawnBellhop(args, env);
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (ran.err += text));
  child.stdin?.end(input);
  await once(child, 'close');
  return { ...ran, code: child.exitCode };
}

/** The same on a terminal: each answer is typed when its question stands there. Resolves with all the terminal shows. */
export async function runAtTerminal(
  args: readonly string[],
  env: BellhopEnv,
  answers: readonly [question: string, typed: string][],
): Promise<Ran> {
  const words = [process.execPath, ...ENTRY, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', words, '/dev/null'], { cwd: ROOT, env: environment(env) });
  const left = [...answers];
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.out += text;
    const [next] = left;
    if (!next || !ran.out.includes(next[0])) return;
    left.shift();
    child.stdin.write(next[1]);
  });
  await once(child, 'close');
  return { ...ran, code: child.exitCode };
}
