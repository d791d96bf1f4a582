import { sql } from 'drizzle-orm';
import type { EntryBody } from '../../shared/protocol/entries.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import type { Queue } from './queue-head.ts';

/** Why nobody can come: who is there let it pass, the queue is full, or nobody is there. */
export type Unattended = EntryBody<'unattended'>['why'];

const SYSTEM = { kind: 'system', id: null, name: null } as const;

/** With the last of these the conversation `c` entered its queue. */
const ENTERED = `('started', 'reopened', 'woken', 'unassigned', 'queued')`;

/** Why nobody could come for the conversation `c` since it entered its queue; null where that was never so. */
export const WHY_UNATTENDED = sql.raw(`(
  select u.body ->> 'why' from entries u
  where u.workspace_id = c.workspace_id and u.conversation_id = c.id and u.type = 'unattended'
    and u.seq > coalesce((select max(e.seq) from entries e
      where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type in ${ENTERED}), 0)
  order by u.seq desc limit 1)`);

/** Waits, nobody has it, nobody is asked. */
export const WAITS_UNASKED = sql.raw(`c.status = 'waiting' and c.assignee_id is null and not exists (
  select 1 from offers o where o.workspace_id = c.workspace_id and o.conversation_id = c.id)`);

/** [Q7] Nobody can come for it: said once since it entered its queue, where it stays for whoever comes after all. */
export function tellUnattended(
  { log }: Pick<Services, 'log'>,
  { workspaceId, teamId }: Queue,
  conversationId: string,
  why: Unattended,
): Promise<boolean> {
  return log.transact(async (tx, append) => {
    const here = sql`c.workspace_id = ${workspaceId} and c.id = ${conversationId}`;
    await tx.execute(sql`select c.id from conversations c where ${here} for no key update of c`);
    // In a new snapshot: who waited for the lock sees what the other did.
    const [team] = await tx.execute<{ name: string }>(sql`
      select t.name from conversations c
      join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
      where ${here} and c.team_id = ${teamId} and ${WAITS_UNASKED} and ${WHY_UNATTENDED} is null`);
    if (!team) return false;
    const unattended: NewEntry<'unattended'> = {
      type: 'unattended',
      sender: SYSTEM,
      client_id: null,
      body: { why, team_id: teamId, team_name: team.name },
    };
    await append({ workspace_id: workspaceId, conversation_id: conversationId, entries: [unattended] });
    return true;
  });
}

/** Who waits in this queue, and whether it was said that nobody can come. */
export function findUnasked(
  { db }: Pick<Services, 'db'>,
  { workspaceId, teamId }: Queue,
): Promise<{ id: string; told: Unattended | null }[]> {
  return db.orm.execute<{ id: string; told: Unattended | null }>(sql`
    select c.id, ${WHY_UNATTENDED} as told from conversations c
    where c.workspace_id = ${workspaceId} and c.team_id = ${teamId} and ${WAITS_UNASKED}
    order by c.priority desc, c.queued_at, c.id`);
}
