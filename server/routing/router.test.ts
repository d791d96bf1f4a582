import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { rewrittenDatabase } from '../testing/rewritten-database.ts';
import { startRoutingNode } from '../testing/routing-acts.ts';
import { FAULT_SIGNS, ROUTING_FAULTS, type RoutingFault } from '../testing/routing-faults.ts';
import { runRouting } from '../testing/routing-run.ts';
import { testDatabase } from '../testing/test-database.ts';

const SHORT = { chats: 80, agents: 12, atOnce: 8, patienceMs: 60_000 };
/** Few for so many chats, so that some always wait. */
const PLANTED = { chats: 50, agents: 8, atOnce: 10, patienceMs: 1_000 };
const NODE = { sweepMs: 100, capacity: 2 };

// The long form is router.long.test.ts.
describe('a day of chats, with agents who come, go and vanish, and two nodes', { timeout: 120_000 }, () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase('postgres');
  });
  afterAll(() => db.close());
  const nodes = (on: Database) => Promise.all([startRoutingNode(on, NODE), startRoutingNode(on, NODE)]);

  it('nothing is lost or given twice, no limit is overrun, first in is first out, all is explained', async () => {
    const report = await runRouting(db, await nodes(db), SHORT);
    expect(report.faults).toEqual([]);
    expect(report.decisions).toBeGreaterThanOrEqual(SHORT.chats / 2);
    expect(report.passed).toBeGreaterThan(0);
    expect(report.returned).toBeGreaterThan(0);
  });

  it.each(Object.keys(ROUTING_FAULTS) as RoutingFault[])('a planted bug is seen: %s', async (fault) => {
    const routed = rewrittenDatabase(db, ROUTING_FAULTS[fault]);
    const { faults } = await runRouting(db, await nodes(routed), PLANTED);
    expect(faults.join('\n')).toMatch(FAULT_SIGNS[fault]);
  });
});
