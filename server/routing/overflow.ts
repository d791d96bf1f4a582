import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import type { Queue } from './queue-head.ts';

const SYSTEM = { kind: 'system', id: null, name: null } as const;

/** `nobody`: no team takes over from this one. `gone`: it is not in this queue any more. */
export type Overflowed = { kind: 'moved'; to: Queue } | { kind: 'nobody' } | { kind: 'gone' };

/**
 * [Q7] To the team that takes over from this one, with its place; whoever let it pass here may be asked there. Teams never
 * overflow in a circle.
 */
export function overflow(
  { log }: Pick<Services, 'log'>,
  { workspaceId, teamId }: Queue,
  conversationId: string,
): Promise<Overflowed> {
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
    const [next] = await tx.execute<{ id: string; name: string }>(sql`
      select n.id, n.name from teams t
      join teams n on n.workspace_id = t.workspace_id and n.id = t.overflow_team_id
      where t.workspace_id = ${workspaceId} and t.id = ${teamId}`);
    if (!next) return { kind: 'nobody' };
    const where = sql`workspace_id = ${workspaceId} and conversation_id = ${conversationId}`;
    await tx.execute(sql`delete from offer_passes where ${where}`);
    await tx.execute(sql`delete from offers where ${where}`);
    const queued: NewEntry<'queued'> = {
      type: 'queued',
      sender: SYSTEM,
      client_id: null,
      body: { team_id: next.id, team_name: next.name, why: 'overflow' },
    };
    await append({
      workspace_id: workspaceId,
      conversation_id: conversationId,
      entries: [queued],
      patch: { team_id: next.id },
    });
    return { kind: 'moved', to: { workspaceId, teamId: next.id } };
  });
}

/** [Q7] Who waits beyond the team's limit: the last of the queue. Whoever is asked for is not counted. */
export async function findBeyondLimit(
  { db }: Pick<Services, 'db'>,
  { workspaceId, teamId }: Queue,
): Promise<string[]> {
  const rows = await db.orm.execute<{ id: string }>(sql`
    select w.id from teams t
    join lateral (
      select c.id, row_number() over (order by c.priority desc, c.queued_at, c.id) as place
      from conversations c
      where c.workspace_id = t.workspace_id and c.team_id = t.id
        and c.status = 'waiting' and c.assignee_id is null
        and not exists (select 1 from offers o where o.workspace_id = c.workspace_id and o.conversation_id = c.id)
    ) w on w.place > t.queue_limit
    where t.workspace_id = ${workspaceId} and t.id = ${teamId} and t.overflow_team_id is not null
    order by w.place`);
  return rows.map(({ id }) => id);
}
