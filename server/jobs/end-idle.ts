import type { AppendJob, NewEntry } from '../log/append-job.ts';
import { findIdle, findOpenWorkspaces, type IdleConversation, type IdleCursor } from './find-idle.ts';
import type { Job, JobRun } from './job.ts';
import { Tally } from './tally.ts';

/** Small, so that what people write meanwhile waits for no more than one short statement. */
const PAGE = 100;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

/**
 * [M12] Open conversations whose visitor does not answer are warned, then ended. Both are appended only where nothing
 * public was written since they were looked at, so a message that arrives meanwhile wins, and of two nodes one does it.
 */
export const endIdle: Job = {
  name: 'idle',
  everyMs: 10_000,
  async run(run) {
    const tally = new Tally();
    for (const workspaceId of await findOpenWorkspaces(run.services.db)) {
      await walk(run, workspaceId, tally);
      if (run.signal.aborted) break;
    }
    return tally;
  },
};

async function walk(run: JobRun, workspaceId: string, tally: Tally): Promise<void> {
  let after: IdleCursor | null = null;
  while (!run.signal.aborted) {
    const settings = await run.services.settings.get(workspaceId);
    const warnMinutes = settings['chat.idle_warning_minutes'];
    if (warnMinutes === 0) return;
    const limits = { warnMinutes, endMinutes: settings['chat.auto_end_minutes'] };
    const page: IdleConversation[] = await findIdle(run.services.db, workspaceId, limits, after, PAGE);
    await Promise.all(page.map((idle) => treat(run, workspaceId, idle, tally)));
    if (page.length < PAGE) return;
    after = page.at(-1)!;
  }
}

async function treat(run: JobRun, workspaceId: string, idle: IdleConversation, tally: Tally): Promise<void> {
  try {
    const { kind } = await run.services.log.append(jobOf(workspaceId, idle));
    tally.add(workspaceId, kind !== 'appended' ? 'overtaken' : idle.warned ? 'ended' : 'warned');
  } catch (error) {
    // The others are not to wait for one that cannot be written; the next run finds it again.
    tally.add(workspaceId, 'failed');
    run.onError(error);
  }
}

function jobOf(workspace_id: string, { id, public_seq, warned }: IdleConversation): AppendJob {
  const expect = { status: ['open' as const], public_seq };
  const base = { workspace_id, conversation_id: id, expect };
  if (warned) return { ...base, entries: [ENDED], patch: { status: 'ended' } };
  return { ...base, entries: [WARNED] };
}

const WARNED: NewEntry<'idle_warned'> = { type: 'idle_warned', sender: SYSTEM, client_id: null, body: {} };
const ENDED: NewEntry<'ended'> = { type: 'ended', sender: SYSTEM, client_id: null, body: { reason: 'idle' } };
