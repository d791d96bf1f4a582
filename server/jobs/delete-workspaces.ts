import {
  findDueDeletions,
  removeRest,
  removeSlice,
  shutWorkspace,
  type DueDeletion,
} from '../workspaces/remove-workspace.ts';
import type { Job, JobRun } from './job.ts';

/**
 * Removes workspaces that an owner wanted deleted, when their day has come: the door is shut first, and with the next run
 * but a moment later everything goes. Nothing remembers how far it got but the rows that are left.
 */
export const deleteWorkspaces: Job = {
  name: 'deletion',
  everyMs: 10_000,
  async run(run) {
    for (const due of await findDueDeletions(run.services.db)) {
      if (run.signal.aborted) break;
      // One that cannot be removed does not keep the others.
      await remove(run, due).catch(run.onError);
    }
    return new Map();
  },
};

async function remove({ services: { db, bus }, signal }: JobRun, { id, state }: DueDeletion): Promise<void> {
  if (state === 'open') {
    for (const member of await shutWorkspace(db, id))
      bus.publish({ kind: 'revoked', scope: 'member', id: member });
  }
  if (state !== 'settled') return;
  while (!signal.aborted) if ((await removeSlice(db, id)) === 0) return removeRest(db, id);
}
