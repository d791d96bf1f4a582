import { sql, type SQL } from 'drizzle-orm';
import type { RetentionPreview } from '../../shared/jobs/job-wire.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Database } from '../db/database.ts';
import type { Job, JobRun } from './job.ts';
import { Tally } from './tally.ts';

const BATCH = 200;

/** Erases ended conversations, and all that was said in them, when the workspace's time of keeping is over. */
export const eraseOld: Job = {
  name: 'retention',
  everyMs: 3_600_000,
  async run(run) {
    const tally = new Tally();
    const workspaces = await run.services.db.orm.execute<{ id: string }>(
      sql`select id from workspaces order by id`,
    );
    for (const { id } of workspaces) {
      if (run.signal.aborted) break;
      await eraseIn(run, id, tally);
    }
    return tally;
  },
};

async function eraseIn({ services, signal }: JobRun, workspaceId: string, tally: Tally): Promise<void> {
  while (!signal.aborted) {
    const days = (await services.settings.get(workspaceId))['retention.conversation_days'];
    if (days === 0) return;
    const erased = await eraseBatch(services.db, workspaceId, days);
    tally.add(workspaceId, 'conversations', erased);
    if (erased < BATCH) return;
  }
}

/** The rows are locked in the log writer's order, and one that was opened again meanwhile is no longer among them. */
const eraseBatch = ({ orm }: Pick<Database, 'orm'>, workspaceId: string, days: number): Promise<number> =>
  orm.transaction(async (tx) => {
    const rows = await tx.execute(sql`
      delete from conversations where (workspace_id, id) in (
        select c.workspace_id, c.id from conversations c
        where ${isOld(workspaceId, days)}
        order by c.workspace_id, c.id
        limit ${BATCH} for update skip locked)
      returning id`);
    if (rows.length > 0)
      await recordAudit(
        tx,
        { kind: 'system', workspaceId },
        {
          action: 'conversations.erased',
          target: { type: 'retention', id: String(days), label: `Ended more than ${days} days ago` },
          details: { conversations: rows.length, days },
        },
      );
    return rows.length;
  });

// Nothing ends before it begins: the first comparison is for the index of the list.
const isOld = (workspaceId: string, days: number): SQL => sql`
  c.workspace_id = ${workspaceId} and c.status = 'ended'
  and c.created_at < now() - make_interval(days => ${days}) and c.ended_at < now() - make_interval(days => ${days})`;

/** The dry run: what `eraseOld` would erase now, under these days. */
export async function previewRetention(
  { db: { orm } }: { db: Pick<Database, 'orm'> },
  workspaceId: string,
  days: number,
): Promise<RetentionPreview> {
  if (days === 0) return { days, conversations: 0, entries: 0, oldest_end: null };
  const [row] = await orm.execute<{ conversations: number; entries: number; oldest: string | null }>(sql`
    select count(*)::int as conversations, coalesce(sum(c.seq), 0)::int as entries, min(c.ended_at)::text as oldest
    from conversations c
    where ${isOld(workspaceId, days)}`);
  const { conversations, entries, oldest } = row!;
  return { days, conversations, entries, oldest_end: oldest && new Date(oldest).toISOString() };
}
