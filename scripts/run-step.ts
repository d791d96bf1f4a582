import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program of node_modules/.bin, or Node itself, with our output; answers its exit code. */
export async function runStep(command: string, args: string[], stop?: AbortSignal): Promise<number> {
  const path = `node_modules/.bin:${process.env.PATH ?? ''}`;
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, PATH: path } });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const end = () => child.kill('SIGTERM');
  process.on('SIGTERM', forward);
  process.on('SIGINT', forward);
  stop?.addEventListener('abort', end);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', forward);
  process.off('SIGINT', forward);
  stop?.removeEventListener('abort', end);
  return code ?? 1;
}
