import type { Database } from '../db/database.ts';
import { type AppendJob, type CommittedChange, isExclusive } from './append-job.ts';
import type { KnownRows } from './known-rows.ts';
import { writeBatch, type JobOutcome } from './write-batch.ts';

const MAX_BATCH = 400;

interface Waiting {
  job: AppendJob;
  settle: (outcome: JobOutcome) => void;
}

/**
 * Writes one batch at a time: what arrives meanwhile forms the next. A workspace always goes to the same lane, so that
 * a conversation is in at most one batch in flight, and a workspace's changes are published in the order of `rev`.
 */
export class Lane {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly known: KnownRows,
    private readonly publish: (committed: CommittedChange) => void,
  ) {}

  append(job: AppendJob): Promise<JobOutcome> {
    return new Promise((settle) => {
      this.waiting.push({ job, settle });
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // What is read from the sockets in this turn of the event loop goes into one batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.writeNext();
    this.running = undefined;
  }

  private async writeNext(): Promise<void> {
    const batch = this.takeBatch();
    const jobs = batch.map(({ job }) => job);
    const { outcomes, committed } = await writeBatch(this.db, jobs, this.known).catch((error: unknown) => ({
      outcomes: jobs.map((): JobOutcome => ({ kind: 'failed', error })),
      committed: [],
    }));
    for (const change of committed) this.publish(change);
    batch.forEach(({ settle }, index) => settle(outcomes[index]!));
  }

  private takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const exclusiveOf = new Map<string, boolean>();
    for (const item of this.waiting) {
      const key = `${item.job.workspace_id} ${item.job.conversation_id}`;
      const company = exclusiveOf.get(key);
      const exclusive = isExclusive(item.job);
      const blocked = company === true || (company === false && exclusive);
      if (blocked || batch.length >= MAX_BATCH) {
        // Whatever comes later for this conversation waits behind it.
        exclusiveOf.set(key, true);
        left.push(item);
      } else {
        exclusiveOf.set(key, exclusive);
        batch.push(item);
      }
    }
    this.waiting = left;
    return batch;
  }
}
