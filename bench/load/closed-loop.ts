import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';

export interface ClosedLoop {
  /** Messages that are under way at any time, each another visitor's. */
  inFlight: number;
  warmUpMs: number;
  measureMs: number;
}

/** As fast as it goes: whenever one is acknowledged, the next is sent. Answers messages a second, at the agent. */
export async function runClosedLoop(crowd: Crowd, { inFlight, warmUpMs, measureMs }: ClosedLoop) {
  crowd.afterAnswer = () => crowd.send(crowd.idleTurn());
  for (let at = 0; at < inFlight; at++) crowd.send(crowd.idleTurn());
  await sleep(warmUpMs);
  const before = crowd.receipts.total;
  const begun = performance.now();
  await sleep(measureMs);
  const received = crowd.receipts.total - before;
  const seconds = (performance.now() - begun) / 1000;
  crowd.afterAnswer = () => undefined;
  await crowd.settled();
  return received / seconds;
}
