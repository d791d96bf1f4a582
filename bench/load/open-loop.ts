import type { Crowd } from './crowd.ts';

export interface OpenLoop {
  /** Messages a second, whatever the server does. */
  rate: number;
  warmUpMs: number;
  measureMs: number;
}

const TICK_MS = 1;

/**
 * At a steady rate. A message's latency counts from when it was due, not from when it was sent, so that a server that
 * stalls can't hide the messages that had to wait for it. Answers the latencies in milliseconds.
 */
export async function runOpenLoop(crowd: Crowd, { rate, warmUpMs, measureMs }: OpenLoop): Promise<number[]> {
  const latencies: number[] = [];
  const dueOf: number[][] = Array.from({ length: crowd.size }, () => []);
  const waiting: number[] = Array.from({ length: crowd.size }, () => 0);
  const begun = performance.now();
  const from = begun + warmUpMs;
  crowd.afterReceipt = ({ visitor }) => {
    const due = dueOf[visitor]!.shift()!;
    if (due >= from) latencies.push(performance.now() - due);
  };
  crowd.afterAnswer = (visitor) => {
    if (waiting[visitor]! === 0) return;
    waiting[visitor]!--;
    crowd.send(visitor);
  };
  await schedule(begun, rate, Math.round((rate * (warmUpMs + measureMs)) / 1000), (due) => {
    const visitor = crowd.turn();
    dueOf[visitor]!.push(due);
    if (crowd.isBusy(visitor)) waiting[visitor]!++;
    else crowd.send(visitor);
  });
  await crowd.settled();
  return latencies;
}

/** Calls `act` once for each moment of the schedule, as soon as it has come. */
function schedule(begun: number, rate: number, count: number, act: (due: number) => void): Promise<void> {
  let done = 0;
  return new Promise((resolve) => {
    const tick = () => {
      const now = performance.now();
      while (done < count) {
        const due = begun + (done * 1000) / rate;
        if (due > now) break;
        done++;
        act(due);
      }
      if (done < count) setTimeout(tick, TICK_MS);
      else resolve();
    };
    tick();
  });
}
