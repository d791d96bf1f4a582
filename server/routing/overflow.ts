import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import type { Queue } from './queue-head.ts';
import { WAITS_UNASKED, WHY_UNATTENDED } from './unattended.ts';

const SYSTEM = { kind: 'system', id: null, name: null } as const;
type Reader = Pick<Transaction, 'execute'>;

/** `nobody`: no team takes over from this one. `gone`: it is not in this queue any more. */
export type Overflowed = { kind: 'moved'; to: Queue } | { kind: 'nobody' } | { kind: 'gone' };

/**
 * [Q7] To the team that takes over from this one, or further on to `to`, with its place; whoever let it pass here may be
 * asked there. Teams never overflow in a circle.
 */
export function overflow(
  { log }: Pick<Services, 'log'>,
  queue: Queue,
  conversationId: string,
  to?: Queue,
): Promise<Overflowed> {
  const { workspaceId, teamId } = queue;
  return log.transact(async (tx, append) => {
    const [chat] = await tx.execute<{
      team_id: string | null;
      status: string;
      assignee_id: string | null;
    }>(sql`
      select team_id, status, assignee_id from conversations
      where workspace_id = ${workspaceId} and id = ${conversationId} for no key update`);
    if (chat?.team_id !== teamId || chat.status !== 'waiting' || chat.assignee_id !== null)
      return { kind: 'gone' };
    const where = sql`workspace_id = ${workspaceId} and conversation_id = ${conversationId}`;
    // Another node may have asked somebody for it since this one looked.
    const [asked] = await tx.execute(sql`select 1 from offers where ${where}`);
    if (asked) return { kind: 'gone' };
    const next = to ?? (await nextTeam(tx, queue));
    const name = next && (await nameOf(tx, next));
    if (!next || name === undefined) return { kind: 'nobody' };
    await tx.execute(sql`delete from offer_passes where ${where}`);
    const queued: NewEntry<'queued'> = {
      type: 'queued',
      sender: SYSTEM,
      client_id: null,
      body: { team_id: next.teamId, team_name: name, why: 'overflow' },
    };
    await append({
      workspace_id: workspaceId,
      conversation_id: conversationId,
      entries: [queued],
      patch: { team_id: next.teamId },
    });
    return { kind: 'moved', to: next };
  });
}

/** The team that takes over from this one. */
export async function nextTeam(tx: Reader, { workspaceId, teamId }: Queue): Promise<Queue | undefined> {
  const [next] = await tx.execute<{ id: string | null }>(sql`
    select overflow_team_id as id from teams where workspace_id = ${workspaceId} and id = ${teamId}`);
  return next?.id ? { workspaceId, teamId: next.id } : undefined;
}

/** Shared, so that who deletes the team finds the chat in it. */
async function nameOf(tx: Reader, { workspaceId, teamId }: Queue): Promise<string | undefined> {
  const [team] = await tx.execute<{ name: string }>(sql`
    select name from teams where workspace_id = ${workspaceId} and id = ${teamId} for key share`);
  return team?.name;
}

/**
 * [Q7] Who waits beyond the team's limit: those who came last, whatever their priority, so that nobody who waited well
 * within it is sent on. Who is asked for is not counted; who was told that nobody can come stays.
 */
export async function findBeyondLimit(
  { db }: Pick<Services, 'db'>,
  { workspaceId, teamId }: Queue,
): Promise<string[]> {
  const rows = await db.orm.execute<{ id: string }>(sql`
    with beyond as (
      select w.id, w.place, t.overflow_team_id from teams t
      join lateral (
        select c.id, row_number() over (order by c.queued_at, c.id) as place
        from conversations c
        where c.workspace_id = t.workspace_id and c.team_id = t.id and ${WAITS_UNASKED}
      ) w on w.place > t.queue_limit
      where t.workspace_id = ${workspaceId} and t.id = ${teamId} and t.queue_limit is not null
    )
    select c.id from beyond b
    join conversations c on c.workspace_id = ${workspaceId} and c.id = b.id
    where b.overflow_team_id is not null or ${WHY_UNATTENDED} is null
    order by b.place`);
  return rows.map(({ id }) => id);
}
