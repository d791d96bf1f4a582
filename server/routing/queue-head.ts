import { sql } from 'drizzle-orm';
import { runPrepared } from '../db/run-prepared.ts';
import type { Transaction } from '../log/run-append.ts';

export interface Queue {
  workspaceId: string;
  teamId: string;
}

/** A chat at the head of its queue, locked. */
export interface Waiting extends Record<string, unknown> {
  id: string;
  /** That of its last entry. */
  seq: number;
  /** Who spoke with this visitor last. */
  last_agent_id: string | null;
  /** Who let it pass. */
  passed: string[];
}

export interface Head {
  waiting: Waiting[];
  /** Everybody who waited at this position of the workspace's log, and nobody else, was looked at. */
  asOfRev: number;
  /** Whether others wait behind these. */
  more: boolean;
}

interface HeadRow extends Record<string, unknown> {
  id: string;
  rev: number;
  was_passed: boolean;
}

/** Chats that somebody let pass may stay at the head for long; those behind them are looked at all the same. */
const MOST_PASSED = 200;

function cutHead(rows: readonly HeadRow[], count: number): readonly HeadRow[] {
  let fresh = 0;
  const end = rows.findIndex(({ was_passed }) => !was_passed && ++fresh > count);
  return end === -1 ? rows : rows.slice(0, end);
}

/** Of many nodes one decides for a queue at a time, until it commits. */
export const lockQueue = (tx: Transaction, { workspaceId, teamId }: Queue) =>
  runPrepared(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId} ${teamId}`}, 0))`);

/**
 * The first chats of the queue, locked in their order of ids. Who writes to one at this moment is waited for, not
 * skipped: else a later chat would go first.
 */
export async function lockHead(
  tx: Transaction,
  { workspaceId, teamId }: Queue,
  count: number,
): Promise<Head> {
  const rows = await runPrepared<HeadRow>(
    tx,
    sql`
    select c.id, (select rev::float8 from workspaces where id = ${workspaceId}) as rev,
      exists (select 1 from offer_passes p
        where p.workspace_id = c.workspace_id and p.conversation_id = c.id) as was_passed
    from conversations c
    where c.workspace_id = ${workspaceId} and c.team_id = ${teamId}
      and c.status = 'waiting' and c.assignee_id is null
      and not exists (select 1 from offers o where o.workspace_id = c.workspace_id and o.conversation_id = c.id)
    order by c.priority desc, c.queued_at, c.id
    limit ${count + MOST_PASSED}`,
  );
  const heads = cutHead(rows, count);
  const [first] = heads;
  if (!first) return { waiting: [], asOfRev: 0, more: false };
  const ids = JSON.stringify(heads.map(({ id }) => id));
  await runPrepared(
    tx,
    sql`
    select c.id from conversations c
    where c.workspace_id = ${workspaceId} and c.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
    order by c.id
    for no key update of c`,
  );
  // A new snapshot: whoever held a lock may have taken the chat, ended it, or moved it.
  const waiting = await runPrepared<Waiting>(
    tx,
    sql`
    select c.id, c.seq,
      (select e.assignee_id from conversations e
        where e.workspace_id = c.workspace_id and e.visitor_id = c.visitor_id and e.assignee_id is not null and e.id <> c.id
        order by e.created_at desc limit 1) as last_agent_id,
      coalesce((select json_agg(p.member_id) from offer_passes p
        where p.workspace_id = c.workspace_id and p.conversation_id = c.id), '[]'::json) as passed
    from conversations c
    where c.workspace_id = ${workspaceId} and c.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
      and c.team_id = ${teamId} and c.status = 'waiting' and c.assignee_id is null
    order by c.priority desc, c.queued_at, c.id`,
  );
  return { waiting, asOfRev: first.rev, more: heads.length < rows.length };
}
