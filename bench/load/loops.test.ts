import { expect, it } from 'vitest';
import { runClosedLoop } from './closed-loop.ts';
import { Crowd } from './crowd.ts';
import { runOpenLoop } from './open-loop.ts';
import type { Protocol } from './protocol.ts';

/** A server that answers at once, but keeps quiet for a while after `stallAt` messages. */
async function crowdOn({ size = 40, stallAt = Infinity, stallMs = 0, loses = -1 } = {}) {
  const failures: Error[] = [];
  const crowd = new Crowd(size, (error) => failures.push(error), 2000);
  let count = 0;
  let busyUntil = 0;
  const serve = (visitor: number, text: string) => {
    const number = ++count;
    if (number === stallAt) busyUntil = performance.now() + stallMs;
    setTimeout(
      () => {
        if (number !== loses) crowd.onReceived(text);
        crowd.onAnswered(visitor);
      },
      Math.max(0, busyUntil - performance.now()),
    );
  };
  const protocol: Protocol = {
    openAgent: async () => undefined,
    openVisitor: async (visitor) => ({ send: (text) => serve(visitor, text) }),
    close: () => undefined,
  };
  await crowd.open(protocol);
  return { crowd, failures };
}

it('keeps that many under way, and counts what the agent got', async () => {
  const { crowd, failures } = await crowdOn();
  const perSecond = await runClosedLoop(crowd, { inFlight: 5, warmUpMs: 20, measureMs: 100 });
  expect(perSecond).toBeGreaterThan(0);
  expect(failures).toEqual([]);
});

it('does not hide that messages waited for a server that stalled', async () => {
  const { crowd, failures } = await crowdOn({ stallAt: 50, stallMs: 200 });
  const latencies = await runOpenLoop(crowd, { rate: 1000, warmUpMs: 0, measureMs: 400 });
  expect(latencies).toHaveLength(400);
  // Forty visitors have one each under way; those who were due in the stall waited as well.
  expect(latencies.filter((ms) => ms > 50).length).toBeGreaterThan(100);
  expect(failures).toEqual([]);
});

it('fails when a message never reaches the agent', async () => {
  const { crowd, failures } = await crowdOn({ loses: 10 });
  const opened = runOpenLoop(crowd, { rate: 2000, warmUpMs: 0, measureMs: 100 });
  await expect(opened).rejects.toThrow(/messages of visitor/);
  expect(failures[0]?.message).toContain('was due');
});
