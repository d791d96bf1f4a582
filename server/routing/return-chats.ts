import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';

/** How long a chat that an agent has answered stays with them after their last lease. */
export const ANSWERED_GRACE_SECONDS = 120;
const GRACE = sql.raw(`interval '${ANSWERED_GRACE_SECONDS} seconds'`);
const PAGE = 200;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

interface Left extends Record<string, unknown> {
  workspace_id: string;
  id: string;
  member_id: string;
  name: string;
}

/**
 * [Q8] Chats of agents who vanished go back to their queue, with their place: those that were never answered at once, the
 * others after a grace. Idempotent; what was taken or answered meanwhile stays.
 */
export async function returnChats({ db, log }: Pick<Services, 'db' | 'log'>): Promise<number> {
  const left = await db.orm.execute<Left>(sql`
    with gone as (
      select workspace_id, member_id, max(until) as until from agent_leases
      group by workspace_id, member_id having max(until) <= now()
    )
    select c.workspace_id, c.id, g.member_id, c.assignee_name as name
    from gone g
    join conversations c on c.workspace_id = g.workspace_id and c.assignee_id = g.member_id and c.status = 'open'
    where g.until <= now() - ${GRACE} or not exists (
      select 1 from entries e
      where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type = 'message'
        and e.sender_id = g.member_id
        and e.seq > (select max(a.seq) from entries a
          where a.workspace_id = c.workspace_id and a.conversation_id = c.id and a.type = 'assigned'))
    order by c.workspace_id, c.id
    limit ${PAGE}`);
  const done = await Promise.all(left.map((one) => giveBack(log, one)));
  await forgetDealtWith(db);
  return done.filter(Boolean).length;
}

async function giveBack(log: Services['log'], { workspace_id, id, member_id, name }: Left): Promise<boolean> {
  const unassigned: NewEntry<'unassigned'> = {
    type: 'unassigned',
    sender: SYSTEM,
    client_id: null,
    body: { member_id, name },
  };
  const result = await log.append({
    workspace_id,
    conversation_id: id,
    entries: [unassigned],
    patch: { status: 'waiting', unassign: true },
    expect: { status: ['open'], assignee_id: member_id },
  });
  return result.kind === 'appended';
}

/** A lease that is over stays for as long as something of its agent's may have to go back. */
const DEALT_WITH = sql.raw(`l.until <= now() and (
  exists (select 1 from agent_leases o
    where o.workspace_id = l.workspace_id and o.member_id = l.member_id and o.until > now())
  or not exists (select 1 from conversations c
    where c.workspace_id = l.workspace_id and c.assignee_id = l.member_id and c.status = 'open'))`);

/**
 * Whoever gives them a chat at this moment holds their row, and found the lease while it lasted: that chat is waited for,
 * and the second statement sees it. Else it would stay with somebody whom nobody misses.
 */
const forgetDealtWith = ({ orm }: Services['db']) =>
  orm.transaction(async (tx) => {
    const [over] = await tx.execute(sql`select 1 from agent_leases l where ${DEALT_WITH} limit 1`);
    if (!over) return;
    const held = await tx.execute<{ id: string }>(sql`
      select m.id from members m
      where (m.workspace_id, m.id) in (select l.workspace_id, l.member_id from agent_leases l where ${DEALT_WITH})
      order by m.workspace_id, m.id limit ${PAGE}
      for no key update of m`);
    const ids = JSON.stringify(held.map(({ id }) => id));
    await tx.execute(sql`
      delete from agent_leases l
      where l.member_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb)) and ${DEALT_WITH}`);
  });
