import { describe, expect, it } from 'vitest';
import { useDatabaseUrl } from './testing/database-url.ts';
import { faultRun, killAndStart } from './testing/fault-run.ts';

const VISITORS = 6;
const PLAN = { visitors: VISITORS, messagesOfEach: 10, disturb: killAndStart };
const TIMEOUT_MS = 120_000;

describe('kill -9 of the server amid traffic', () => {
  const postgres = useDatabaseUrl();

  it.each([
    ['PGlite', async () => ({ times: 1 })],
    ['Postgres', async () => ({ times: 3, databaseUrl: await postgres() })],
  ])(
    'loses, doubles and swaps nothing, and everything pending is sent (%s)',
    async (_, where) => {
      const plan = { ...PLAN, ...(await where()) };
      const report = await faultRun(plan);
      expect(report.faults).toEqual([]);
      expect(report.acknowledged).toBe(VISITORS * PLAN.messagesOfEach * 2);
      expect(report.reconnects).toBeGreaterThanOrEqual(plan.times * (VISITORS + 1));
    },
    TIMEOUT_MS,
  );
});
