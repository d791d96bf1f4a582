import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { endChild } from '../../scripts/services/end-child.ts';
import type { LoadMessage, LoadPlan } from './plan.ts';

const PROCESS = join(import.meta.dirname, 'load-process.ts');

/** A load process at work. */
export class Load {
  private constructor(private readonly child: ChildProcess) {}

  static async start(plan: LoadPlan): Promise<Load> {
    const load = new Load(fork(PROCESS, { execArgv: ['--import', 'tsx'] }));
    await load.hear('ready');
    load.child.send(plan);
    return load;
  }

  /** Resolves with the next message, which must be of this kind. */
  hear<K extends LoadMessage['kind']>(kind: K): Promise<Extract<LoadMessage, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('The load process ended unexpectedly'));
      this.child.once('exit', ended);
      this.child.once('message', (message: LoadMessage) => {
        this.child.off('exit', ended);
        if (message.kind === 'failed') reject(new Error(message.reason));
        else if (message.kind === kind) resolve(message as Extract<LoadMessage, { kind: K }>);
        else reject(new Error(`The load process said ${message.kind} where ${kind} was due`));
      });
    });
  }

  stop(): Promise<void> {
    return endChild(this.child, 'SIGTERM');
  }
}
