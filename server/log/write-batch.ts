import type { Database } from '../db/database.ts';
import { BellhopError } from '../../shared/errors.ts';
import { appendAgain, findKnown } from './append-again.ts';
import type { AppendJob, AppendResult } from './append-job.ts';
import type { BatchOutcome } from './append-batch.ts';
import type { KnownRows } from './known-rows.ts';
import { runAppend } from './run-append.ts';
import { sqlStateOf, tryAgain } from './try-again.ts';

export type JobOutcome = AppendResult | { kind: 'failed'; error: unknown };

export interface WrittenBatch {
  outcomes: JobOutcome[];
  committed: BatchOutcome['committed'];
}

const UNIQUE_VIOLATION = '23505';

/** Writes a batch whatever it holds: known client ids, jobs whose rows are not as expected, a poisonous job. */
export async function writeBatch(
  db: Database,
  jobs: readonly AppendJob[],
  known: KnownRows,
): Promise<WrittenBatch> {
  try {
    const outcome = await appendOnce(db, jobs, known);
    return { outcomes: await answerResends(db, jobs, outcome.results), committed: outcome.committed };
  } catch (error) {
    if (!isAboutTheData(error))
      return { outcomes: jobs.map(() => ({ kind: 'failed', error })), committed: [] };
    if (jobs.length === 1) return { outcomes: [{ kind: 'failed', error: refuseData(error) }], committed: [] };
    return bisect(db, jobs, known);
  }
}

async function appendOnce(db: Database, jobs: readonly AppendJob[], known: KnownRows): Promise<BatchOutcome> {
  if (jobs.some(({ hold_visitor }) => hold_visitor !== undefined))
    return tryAgain(() => appendAgain(db, jobs));
  try {
    return await tryAgain(() => runAppend(db, jobs, known));
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return tryAgain(() => appendAgain(db, jobs));
    throw error;
  }
}

/** [M5] A resend whose conversation has changed since is refused by its expectation, but its answer is known. */
async function answerResends(
  db: Database,
  jobs: readonly AppendJob[],
  results: AppendResult[],
): Promise<AppendResult[]> {
  const refused = jobs.filter((_, index) => results[index]!.kind === 'refused');
  if (refused.length === 0) return results;
  const known = await findKnown(db.orm, refused);
  return results.map((result, index) => known.get(jobs[index]!) ?? result);
}

async function bisect(db: Database, jobs: readonly AppendJob[], known: KnownRows): Promise<WrittenBatch> {
  const middle = jobs.length >> 1;
  const first = await writeBatch(db, jobs.slice(0, middle), known);
  const second = await writeBatch(db, jobs.slice(middle), known);
  return {
    outcomes: [...first.outcomes, ...second.outcomes],
    committed: [...first.committed, ...second.committed],
  };
}

// Classes 21, 22 and 23 are about the values; everything else is about the database, and splitting would not help.
const isAboutTheData = (error: unknown): boolean => /^2[123]/.test(sqlStateOf(error));

const refuseData = (cause: unknown): BellhopError =>
  new BellhopError(
    'bad_request',
    'The database cannot hold this text. Remove unusual characters and send again.',
    {
      cause,
    },
  );
