import type { CountName, JobCounts } from '../../shared/jobs/job-names.ts';

/** Counts what a run does, by workspace. */
export class Tally extends Map<string, JobCounts> {
  add(workspaceId: string, what: CountName, count = 1): void {
    if (count === 0) return;
    const counts = this.get(workspaceId) ?? {};
    this.set(workspaceId, { ...counts, [what]: (counts[what] ?? 0) + count });
  }
}
