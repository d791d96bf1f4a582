import { describe, expect, it } from 'vitest';
import { useDatabaseUrl } from './testing/database-url.ts';
import { faultRun, killAndStart } from './testing/fault-run.ts';

const VISITORS = 20;
const PLAN = { visitors: VISITORS, messagesOfEach: 50, times: 8, disturb: killAndStart };

describe('kill -9 of the server amid traffic, many times', () => {
  const postgres = useDatabaseUrl();

  it.each([
    ['PGlite', async () => ({})],
    ['Postgres', async () => ({ databaseUrl: await postgres() })],
  ])('loses, doubles and swaps nothing, and everything pending is sent (%s)', async (name, where) => {
    const report = await faultRun({ ...PLAN, ...(await where()) });
    console.log(
      `${name}: ${report.acknowledged} acknowledged, ${report.entries} entries, ${report.reconnects} reconnects, ` +
        `${report.refusals.length} refused for a while`,
    );
    expect(report.faults).toEqual([]);
    expect(report.acknowledged).toBe(VISITORS * PLAN.messagesOfEach * 2);
    expect(report.reconnects).toBeGreaterThanOrEqual(PLAN.times * (VISITORS + 1));
  });
});
