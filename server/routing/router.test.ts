import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { rewrittenDatabase } from '../testing/rewritten-database.ts';
import { runRouting } from '../testing/routing-run.ts';
import { testDatabase } from '../testing/test-database.ts';

const SHORT = { chats: 120, agents: 12, routers: 2, atOnce: 8 };

// The long form is router.long.test.ts.
describe('a day of chats, with agents who come, go and vanish, and two nodes', { timeout: 120_000 }, () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase('postgres');
  });
  afterAll(() => db.close());

  it('nothing is lost or given twice, no limit is overrun, first in is first out, all is explained', async () => {
    const report = await runRouting(db, SHORT);
    expect(report.faults).toEqual([]);
    expect(report.decisions).toBeGreaterThanOrEqual(SHORT.chats);
    expect(report.passed).toBeGreaterThan(0);
  });

  it.each([
    ['no lock on agents and queue', withoutLocks, /they have \d+ of/],
    [
      'the last in is the first out',
      (sql: string) => sql.replaceAll('c.queued_at, c.id', 'c.queued_at desc, c.id'),
      /came before/,
    ],
    [
      'a lease that is lost is never missed',
      (sql: string) => sql.replace('having max(until) <= now()', 'having false'),
      /was lost/,
    ],
  ] as const)('a planted bug is seen: %s', async (_what, rewrite, expected) => {
    const { faults } = await runRouting(db, { ...SHORT, mostRounds: 40 }, rewrittenDatabase(db, rewrite));
    expect(faults.join('\n')).toMatch(expected);
  });
});

function withoutLocks(sql: string): string {
  return sql
    .replace(/pg_advisory_xact_lock\(hashtextextended\((\$\d+), 0\)\)/, '$1::text')
    .replace('for no key update of m', '')
    .replace('for no key update of c', '');
}
