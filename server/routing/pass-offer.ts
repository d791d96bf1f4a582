import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';

export interface OfferedChat {
  workspaceId: string;
  conversationId: string;
}

export type Pass =
  | { how: 'declined'; memberId: string }
  /** Only if it is over by the database's clock: nobody is there for it any more. */
  | { how: 'timed_out' };

const SYSTEM = { kind: 'system', id: null, name: null } as const;

/** Its time is over; or whom it was made to works here no more, or is not connected any more. */
export const IS_OVER = sql.raw(`(o.until <= now()
  or not exists (select 1 from agent_leases l
    where l.workspace_id = o.workspace_id and l.member_id = o.member_id and l.until > now())
  or exists (select 1 from members g
    where g.workspace_id = o.workspace_id and g.id = o.member_id and g.deactivated_at is not null))`);

interface Chat extends Record<string, unknown> {
  status: string;
  assignee_id: string | null;
  assignee_name: string | null;
}

interface Gone extends Record<string, unknown> {
  member_id: string;
  name: string;
  from_member_id: string | null;
}

/**
 * Ends an offer that nobody accepted, and notes who is not to be asked again. Of many who try, one does it: the
 * conversation's lock comes first, and the offer is gone for the others. Answers whether it was this one.
 */
export function passOffer(
  { log }: Pick<Services, 'log'>,
  { workspaceId, conversationId }: OfferedChat,
  pass: Pass,
): Promise<boolean> {
  return log.transact(async (tx, append) => {
    const [chat] = await tx.execute<Chat>(sql`
      select status, assignee_id, assignee_name from conversations
      where workspace_id = ${workspaceId} and id = ${conversationId} for no key update`);
    if (!chat) return false;
    const isTheirs = pass.how === 'declined' ? sql`o.member_id = ${pass.memberId}` : IS_OVER;
    const [gone] = await tx.execute<Gone>(sql`
      delete from offers o using members m
      where o.workspace_id = ${workspaceId} and o.conversation_id = ${conversationId} and ${isTheirs}
        and m.workspace_id = o.workspace_id and m.id = o.member_id
      returning o.member_id, m.name, o.from_member_id`);
    if (!gone) return false;
    const { member_id, name, from_member_id } = gone;
    const passed: NewEntry<'offer_passed'> = {
      type: 'offer_passed',
      sender: SYSTEM,
      client_id: null,
      body: { member_id, name, how: pass.how },
    };
    // A colleague's offer: it never left them.
    if (from_member_id !== null && from_member_id === chat.assignee_id && chat.status !== 'ended') {
      passed.body.back_to = { member_id: from_member_id, name: chat.assignee_name! };
      await append({ workspace_id: workspaceId, conversation_id: conversationId, entries: [passed] });
      return true;
    }
    // Taken, ended or moved meanwhile: the offer is over, and nobody let anything pass.
    if (chat.status !== 'waiting' || chat.assignee_id !== null) return true;
    await tx.execute(sql`
      insert into offer_passes (workspace_id, conversation_id, member_id, how)
      values (${workspaceId}, ${conversationId}, ${member_id}, ${pass.how})
      on conflict (workspace_id, conversation_id, member_id) do update set how = excluded.how, at = now()`);
    await append({ workspace_id: workspaceId, conversation_id: conversationId, entries: [passed] });
    return true;
  });
}

const PAGE = 200;

/** Offers that are over; those of chats that went another way end without a word. */
export async function passOverdueOffers(services: Pick<Services, 'db' | 'log'>): Promise<number> {
  const overdue = await services.db.orm.execute<{ workspace_id: string; conversation_id: string }>(sql`
    select o.workspace_id, o.conversation_id from offers o where ${IS_OVER} order by o.until limit ${PAGE}`);
  const done = await Promise.all(
    overdue.map(({ workspace_id: workspaceId, conversation_id: conversationId }) =>
      passOffer(services, { workspaceId, conversationId }, { how: 'timed_out' }),
    ),
  );
  return done.filter(Boolean).length;
}

/** How much longer each offer stands, in milliseconds: for a node that starts, and was not there when they were made. */
export async function findStanding({ orm }: Services['db']): Promise<number[]> {
  const rows = await orm.execute<{ ms: number }>(sql`
    select distinct ceil(extract(epoch from until - now()) * 1000)::float8 as ms from offers where until > now()`);
  return rows.map(({ ms }) => ms);
}
