import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';

export interface OfferedChat {
  workspaceId: string;
  conversationId: string;
}

export type Pass =
  | { how: 'declined'; memberId: string }
  /** Only if its time is over by the database's clock. */
  | { how: 'timed_out' };

const SYSTEM = { kind: 'system', id: null, name: null } as const;

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
    const [chat] = await tx.execute<{ status: string; assignee_id: string | null }>(sql`
      select status, assignee_id from conversations
      where workspace_id = ${workspaceId} and id = ${conversationId} for no key update`);
    if (!chat) return false;
    const isTheirs = pass.how === 'declined' ? sql`o.member_id = ${pass.memberId}` : sql`o.until <= now()`;
    const [gone] = await tx.execute<{ member_id: string; name: string }>(sql`
      delete from offers o using members m
      where o.workspace_id = ${workspaceId} and o.conversation_id = ${conversationId} and ${isTheirs}
        and m.workspace_id = o.workspace_id and m.id = o.member_id
      returning o.member_id, m.name`);
    if (!gone) return false;
    // Taken, ended or moved meanwhile: the offer is over, and nobody let anything pass.
    if (chat.status !== 'waiting' || chat.assignee_id !== null) return true;
    await tx.execute(sql`
      insert into offer_passes (workspace_id, conversation_id, member_id, how)
      values (${workspaceId}, ${conversationId}, ${gone.member_id}, ${pass.how})
      on conflict (workspace_id, conversation_id, member_id) do update set how = excluded.how, at = now()`);
    const passed: NewEntry<'offer_passed'> = {
      type: 'offer_passed',
      sender: SYSTEM,
      client_id: null,
      body: { ...gone, how: pass.how },
    };
    await append({ workspace_id: workspaceId, conversation_id: conversationId, entries: [passed] });
    return true;
  });
}

const PAGE = 200;

/** Offers whose time is over, and those whose chat went another way. */
export async function passOverdueOffers(services: Pick<Services, 'db' | 'log'>): Promise<number> {
  const overdue = await services.db.orm.execute<{ workspace_id: string; conversation_id: string }>(sql`
    select workspace_id, conversation_id from offers where until <= now() order by until limit ${PAGE}`);
  const done = await Promise.all(
    overdue.map(({ workspace_id: workspaceId, conversation_id: conversationId }) =>
      passOffer(services, { workspaceId, conversationId }, { how: 'timed_out' }),
    ),
  );
  return done.filter(Boolean).length;
}
