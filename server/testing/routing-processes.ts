import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RoutingAct, RoutingNode } from './routing-acts.ts';
import type { FromProcess, RoutingTask, ToProcess } from './routing-process.ts';

interface Pending {
  resolve(answer: FromProcess): void;
  reject(error: Error): void;
}

/** A node as a process of its own. */
export async function forkRoutingNode(task: RoutingTask): Promise<RoutingNode> {
  const child = fork(join(import.meta.dirname, 'routing-process.ts'), [JSON.stringify(task)], {
    execArgv: ['--import', 'tsx'],
  });
  const ask = asker(child);
  await once(child, 'message');
  return {
    act: async (act: RoutingAct) => void (await ask({ act })),
    async end() {
      const gone = once(child, 'exit');
      const { errors } = await ask({ end: true });
      await gone;
      return errors ?? [];
    },
  };
}

type Question = { act: RoutingAct } | { end: true };

function asker(child: ChildProcess): (question: Question) => Promise<FromProcess> {
  const pending = new Map<number, Pending>();
  let last = 0;
  child.on('message', ({ id, ...answer }: FromProcess) => {
    const asked = pending.get(id);
    pending.delete(id);
    if (answer.error === undefined) asked?.resolve({ id, ...answer });
    else asked?.reject(new Error(answer.error));
  });
  child.on('exit', () => {
    for (const asked of pending.values()) asked.reject(new Error('The process of a node ended'));
  });
  return (question) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      pending.set(id, { resolve, reject });
      child.send({ id, ...question } satisfies ToProcess);
    });
}
