import { describe, expect, it } from 'vitest';
import { runLoadOn } from '../testing/load-run.ts';
import { NO_FAULTS } from '../testing/log-checker.ts';
import { useDatabase } from '../testing/test-database.ts';

const TIMEOUT_MS = 120_000;

describe('two processes on one Postgres', () => {
  const database = useDatabase('postgres');

  it(
    'write 5,000 entries of 100 senders at once without a gap, a swap or a deadlock',
    async () => {
      const shape = { processes: 2, workspaces: 6, conversations: 50, messagesOfEach: 50, twins: 10 };
      const report = await runLoadOn(database(), shape);
      expect(report).toMatchObject({ faults: NO_FAULTS, wrongRows: [], deadlocks: 0 });
      // Each conversation also holds its beginning: started, a message, assigned, an answer.
      expect(report.entries).toBe(50 * (2 * 50 + 4));
      expect(report.acknowledged).toBe(50 * 2 * 50 + 10 * 50);
    },
    TIMEOUT_MS,
  );
});
