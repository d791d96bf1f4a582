import type { Bus } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { AppendJob, AppendResult, CommittedChange } from './append-job.ts';
import { KnownRows } from './known-rows.ts';
import { Lane } from './lane.ts';
import { runAppendIn, type Transaction } from './run-append.ts';
import { tryAgain } from './try-again.ts';
import type { JobOutcome } from './write-batch.ts';

/** How many batches may be in flight; PGlite has one connection and so one lane. */
const POSTGRES_LANES = 4;

/** A transaction of a verb: `append` or `appendAll` once, as the last write. */
type Work<T> = (
  tx: Transaction,
  append: (job: AppendJob) => Promise<AppendResult>,
  appendAll: (jobs: readonly AppendJob[]) => Promise<AppendResult[]>,
) => Promise<T>;

/**
 * The one module that writes entries. `append` groups what arrives together into one statement, answers after the
 * commit and publishes after the commit. `transact` is for verbs that change other tables in the same transaction.
 */
export class LogWriter {
  private readonly known = new KnownRows();
  private readonly lanes: Lane[];
  private readonly inFlight = new Map<string, Promise<AppendResult>>();
  private readonly transactions = new Set<Promise<void>>();
  private open = true;

  constructor(
    private readonly db: Database,
    private readonly bus: Pick<Bus, 'publish'>,
  ) {
    const count = db.kind === 'pglite' ? 1 : POSTGRES_LANES;
    this.lanes = Array.from(
      { length: count },
      () => new Lane(db, this.known, (change) => this.publish(change)),
    );
  }

  /** Appends, exactly once for a client id. Throws when the database can't take it; then nothing is known of it. */
  append(job: AppendJob): Promise<AppendResult> {
    if (!this.open) return Promise.reject(shuttingDown());
    const key = resendKey(job);
    if (key === undefined) return this.enqueue(job);
    const earlier = this.inFlight.get(key);
    if (earlier) return earlier.then(asDuplicate);
    const result = this.enqueue(job).finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, result);
    return result;
  }

  /** One transaction: `work` may append once, as its last write. What it appended is published after the commit. */
  async transact<T>(work: Work<T>): Promise<T> {
    if (!this.open) throw shuttingDown();
    const running = tryAgain(() => this.commit(work));
    const settled = running.then(
      () => {},
      () => {},
    );
    this.transactions.add(settled);
    void settled.then(() => this.transactions.delete(settled));
    const { result, committed } = await running;
    for (const change of committed) this.publish(change);
    return result;
  }

  /** Refuses what comes from now on and resolves when all that came before is answered. */
  async close(): Promise<void> {
    this.open = false;
    await Promise.all([...this.lanes.map((lane) => lane.idle()), ...this.transactions]);
  }

  private async commit<T>(work: Work<T>): Promise<{ result: T; committed: CommittedChange[] }> {
    let committed: CommittedChange[] = [];
    const result = await this.db.orm.transaction((tx) => {
      const appendAll = async (jobs: readonly AppendJob[]) => {
        const outcome = await runAppendIn(tx, jobs);
        committed = outcome.committed;
        return outcome.results;
      };
      return work(tx, async (job) => (await appendAll([job]))[0]!, appendAll);
    });
    return { result, committed };
  }

  private async enqueue(job: AppendJob): Promise<AppendResult> {
    const outcome = await this.laneOf(job.workspace_id).append(job);
    if (outcome.kind === 'failed') throw asBellhopError(outcome);
    return outcome;
  }

  private laneOf(workspaceId: string): Lane {
    let sum = 0;
    for (let index = 0; index < workspaceId.length; index++)
      sum = (sum * 31 + workspaceId.charCodeAt(index)) | 0;
    return this.lanes[Math.abs(sum) % this.lanes.length]!;
  }

  private publish({ workspace_id, rev, changes }: CommittedChange): void {
    for (const { conversation } of changes) this.known.set(workspace_id, conversation);
    this.bus.publish({ kind: 'changed', workspaceId: workspace_id, rev, changes });
  }
}

function resendKey(job: AppendJob): string | undefined {
  const entry = job.entries.find(({ client_id }) => client_id !== null);
  return entry && `${job.workspace_id} ${job.conversation_id} ${entry.sender.id} ${entry.client_id}`;
}

const asDuplicate = (result: AppendResult): AppendResult =>
  result.kind === 'appended' ? { ...result, duplicate: true } : result;

function asBellhopError({ error }: Extract<JobOutcome, { kind: 'failed' }>): BellhopError {
  if (error instanceof BellhopError) return error;
  return new BellhopError('unavailable', 'The message could not be stored. It will be sent again.', {
    cause: error,
    retry_after: 1,
  });
}

const shuttingDown = () =>
  new BellhopError('unavailable', 'The server is shutting down. The message will be sent again.', {
    retry_after: 1,
  });
