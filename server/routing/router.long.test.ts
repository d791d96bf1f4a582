import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { databaseUrlOf } from '../testing/database-url.ts';
import { FAULT_SIGNS, ROUTING_FAULTS, type RoutingFault } from '../testing/routing-faults.ts';
import { forkRoutingNode } from '../testing/routing-processes.ts';
import { runRouting } from '../testing/routing-run.ts';
import { testDatabase } from '../testing/test-database.ts';

const LONG = { chats: 2_000, agents: 40, atOnce: 25, patienceMs: 90_000 };
/** Few for so many chats, so that some always wait. */
const PLANTED = { chats: 160, agents: 10, atOnce: 20, patienceMs: 3_000 };
const NODE = { sweepMs: 500, capacity: 2 };

describe('a day of 2,000 chats, 40 agents and 4 teams, routed by two processes', { timeout: 900_000 }, () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase('postgres');
  });
  afterAll(() => db.close());

  const fork = async (fault: RoutingFault | null) => {
    const task = { ...NODE, databaseUrl: await databaseUrlOf(db), fault };
    return Promise.all([forkRoutingNode(task), forkRoutingNode(task)]);
  };

  it('nothing is lost or given twice, no limit is overrun, first in is first out, all is explained', async () => {
    const report = await runRouting(db, await fork(null), LONG);
    const { faults, ...counts } = report;
    console.info(`routed 2,000 chats: ${JSON.stringify(counts)}`);
    expect(faults).toEqual([]);
    expect(report.decisions).toBeGreaterThan(LONG.chats / 2);
    for (const count of [report.passed, report.returned, report.overflowed]) expect(count).toBeGreaterThan(5);
  });

  it.each(Object.keys(ROUTING_FAULTS) as RoutingFault[])('a planted bug is seen: %s', async (fault) => {
    const { faults } = await runRouting(db, await fork(fault), PLANTED);
    expect(faults.join('\n')).toMatch(FAULT_SIGNS[fault]);
  });
});
