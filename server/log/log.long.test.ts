import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personStep, runConcurrently } from '../testing/concurrent-run.ts';
import { runLoadOn } from '../testing/load-run.ts';
import { NO_FAULTS } from '../testing/log-checker.ts';
import { LogModel, modelStep } from '../testing/log-model.ts';
import { describeEachDatabase, useDatabase } from '../testing/test-database.ts';

const SEQUENTIAL_RUNS = 150;
const CONCURRENT_RUNS = 60;

describeEachDatabase('the log against a model, at length', (database) => {
  it('[M1, M5, M6, M7, M10, E1, E2] one act after another does what the model says', async () => {
    const steps = fc.array(modelStep, { minLength: 20, maxLength: 80 });
    const holds = fc.asyncProperty(steps, async (acts) => {
      const model = await LogModel.begin(database());
      for (const act of acts) await model.act(act);
      expect(await model.check()).toEqual([]);
    });
    await fc.assert(holds, { numRuns: SEQUENTIAL_RUNS, endOnFailure: true });
  });

  it('[M5, M9, E1, E2, S3] many at once, over two nodes that die, leave a whole log', async () => {
    const steps = fc.array(personStep, { minLength: 60, maxLength: 400 });
    const deaths = fc.array(fc.nat({ max: 300 }), { maxLength: 12 });
    const holds = fc.asyncProperty(steps, deaths, async (acts, dying) => {
      expect(await runConcurrently(database(), acts, dying)).toEqual([]);
    });
    await fc.assert(holds, { numRuns: CONCURRENT_RUNS, endOnFailure: true });
  });
});

describe('two processes on one Postgres, at length', () => {
  const database = useDatabase('postgres');

  it('write 200,000 entries of 1,000 senders at once without a gap, a swap or a deadlock', async () => {
    const shape = { processes: 2, workspaces: 6, conversations: 500, messagesOfEach: 200, twins: 50 };
    const { seconds, ...report } = await runLoadOn(database(), shape);
    console.log(
      `${report.entries} entries in ${seconds.toFixed(1)} s: ${Math.round(report.entries / seconds)} a second`,
    );
    expect(report).toMatchObject({ faults: NO_FAULTS, wrongRows: [], deadlocks: 0 });
    expect(report.entries).toBe(500 * (2 * 200 + 4));
    expect(report.acknowledged).toBe(500 * 2 * 200 + 50 * 200);
  });
});
