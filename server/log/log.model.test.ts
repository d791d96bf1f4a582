import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEachDatabase } from '../testing/test-database.ts';
import { runConcurrently, personStep } from '../testing/concurrent-run.ts';
import { LogModel, modelStep } from '../testing/log-model.ts';

const SEQUENTIAL_RUNS = { pglite: 8, postgres: 8 };
const TIMEOUT_MS = 120_000;
const CONCURRENT_RUNS = { pglite: 5, postgres: 6 };

describeEachDatabase('the log against a model', (database, kind) => {
  it(
    '[M1, M5, M6, M7, M10, E1, E2] one act after another does what the model says',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(modelStep, { minLength: 20, maxLength: 40 }), async (steps) => {
          const model = await LogModel.begin(database());
          for (const step of steps) await model.act(step);
          expect(await model.check()).toEqual([]);
        }),
        { numRuns: SEQUENTIAL_RUNS[kind], endOnFailure: true },
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[M5, M9, E1, E2, S3] many at once, over two nodes that die, leave a whole log',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(personStep, { minLength: 60, maxLength: 150 }),
          fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
          async (steps, deaths) => {
            expect(await runConcurrently(database(), steps, deaths)).toEqual([]);
          },
        ),
        { numRuns: CONCURRENT_RUNS[kind], endOnFailure: true },
      );
    },
    TIMEOUT_MS,
  );

  it('a client id is one entry, however many send it at once on two nodes', async () => {
    const model = await LogModel.begin(database());
    const { conversation_id, answers } = await model.sendTogether(50, randomUUID());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await model.entriesIn(conversation_id)).toBe(3);
    expect(await model.check()).toEqual([]);
  });
});
