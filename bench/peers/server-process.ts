import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endChild } from '../../scripts/services/end-child.ts';

const HOOK = join(import.meta.dirname, 'memory-hook.mjs');
const START_TIMEOUT_MS = 60_000;
const ADDRESS = /^\s*(?:Listening|Console)\s+(http:\/\/\S+?)\/(?:console\/)?\s*$/m;
const TAIL = 4000;

export interface ServerProcessOptions {
  /** The script; TypeScript runs through tsx. */
  script: string;
  env?: Record<string, string>;
  nodeOptions?: readonly string[];
}

/** One server that is measured, as a process of its own. */
export class ServerProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start({ script, env = {}, nodeOptions = [] }: ServerProcessOptions): Promise<ServerProcess> {
    const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
    const args = [...loader, ...nodeOptions, '--expose-gc', '--import', HOOK, script];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    try {
      return new ServerProcess(await announced(child, script), child);
    } catch (error) {
      await endChild(child, 'SIGTERM');
      throw error;
    }
  }

  /** Resident bytes after a collection. */
  async memory(): Promise<number> {
    this.child.send('memory');
    const [answer] = (await once(this.child, 'message')) as [{ rss: number }];
    return answer.rss;
  }

  stop(): Promise<void> {
    return endChild(this.child, 'SIGTERM');
  }
}

function announced(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`${script} ${why}:\n${said.slice(-TAIL)}`));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    const listen = (text: string) => {
      said = (said + text).slice(-2 * TAIL);
      const url = ADDRESS.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      // Node may look for localhost on ::1 first, where nobody listens.
      resolve(url.replace('//localhost', '//127.0.0.1'));
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      listen(text);
      process.stderr.write(text);
    });
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.once('error', reject);
  });
}
