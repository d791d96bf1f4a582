import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { seedWorkspace } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { fuzzGateway } from './testing/fuzz-gateway.ts';
import { agentPass, TestNode, visitorPass } from './testing/wire-bench.ts';
import { until } from './testing/wire-client.ts';

const FRAMES = 100_000;
const WARM_UP = 5_000;
const MAX_GROWTH_BYTES = 24 * 1024 * 1024;

const database = useDatabase('postgres');

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

it(`[S24] after ${FRAMES} mutated frames the process is alive and its memory back`, async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  const node = await new TestNode(database()).listen();
  const seed = await seedWorkspace(database());
  const people = {
    seed,
    visitor: await visitorPass(database(), seed),
    agent: await agentPass(database(), seed.workspaceId),
  };
  await fuzzGateway(node, WARM_UP, people);
  const before = heapAfterCollection();
  await fuzzGateway(node, FRAMES, people);
  await until(() => node.gateway.stats().sockets === 0);
  expect(heapAfterCollection() - before).toBeLessThan(MAX_GROWTH_BYTES);
  expect(node.errors).toEqual([]);
  expect(unhandled).toEqual([]);
  const client = await node.visitor(seed, people.visitor);
  await client.settle();
  await node.close();
  process.off('unhandledRejection', note);
});
