import { and, eq, sql } from 'drizzle-orm';
import { readChosen } from '../../shared/preferences/preference-schema.ts';
import type { AvailabilityState, Offer } from '../../shared/protocol/routing.ts';
import type { AgentActor } from '../identity.ts';
import { memberNotFound } from '../members/lock-members.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { wireTime } from '../log/append-statement.ts';
import { limitOf } from './limit-of.ts';
import { readLoads } from './load.ts';

const NO_TEAM = '00000000-0000-0000-0000-000000000000';

/** How an agent stands: what they say, and "3 of 5". */
export async function readAvailability(
  { db, settings }: Pick<Services, 'db'> & { settings: Pick<SettingsCache, 'get'> },
  { workspaceId }: AgentActor,
  { member_id }: { member_id: string },
): Promise<AvailabilityState> {
  const [row] = await db.orm
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, member_id)));
  if (!row) throw memberNotFound();
  const loads = await readLoads(db.orm, workspaceId, NO_TEAM, [member_id]);
  const values = await settings.get(workspaceId);
  return {
    availability: row.availability,
    accepts_chats: row.acceptsChats,
    reason: row.availabilityReason,
    by_itself: row.awayByItself,
    since: row.availabilitySince.toISOString(),
    set_by: await readSetter(db, workspaceId, member_id),
    load: loads.get(member_id)?.load ?? 0,
    limit: limitOf(row.chatLimit, values['routing.capacity'], readChosen(row.preferences)['chats.limit']),
    offers: await readOffers(db, workspaceId, member_id),
  };
}

/** Who set it last, where that was a colleague. */
async function readSetter(
  { orm }: Pick<Services['db'], 'orm'>,
  workspaceId: string,
  memberId: string,
): Promise<AvailabilityState['set_by']> {
  const [last] = await orm.execute<{ id: string | null; name: string | null }>(sql`
    select a.set_by as id, m.name from availability_changes a
    left join members m on m.workspace_id = a.workspace_id and m.id = a.set_by
    where a.workspace_id = ${workspaceId} and a.member_id = ${memberId}
    order by a.at desc limit 1`);
  return last?.id && last.name !== null ? { id: last.id, name: last.name } : null;
}

/**
 * What is offered to them and still stands, the one that ends first before the others. A colleague's note stands just before
 * the offer, in the same transaction.
 */
async function readOffers(
  { orm }: Pick<Services['db'], 'orm'>,
  workspaceId: string,
  memberId: string,
): Promise<Offer[]> {
  const rows = await orm.execute<{ offer: Offer }>(sql`
    select json_build_object('conversation_id', o.conversation_id, 'offered_at', ${sql.raw(wireTime('o.offered_at'))},
      'left_ms', floor(extract(epoch from o.until - now()) * 1000)::int,
      'from', case when f.id is null then null else json_build_object('member_id', f.id, 'name', f.name) end,
      'note', n.text) as offer
    from offers o
    left join members f on f.workspace_id = o.workspace_id and f.id = o.from_member_id
    left join lateral (
      select e.seq, e.created_at from entries e
      where e.workspace_id = o.workspace_id and e.conversation_id = o.conversation_id and e.type = 'offered'
        and f.id is not null
      order by e.seq desc limit 1) offered on true
    left join lateral (
      select e.body ->> 'text' as text from entries e
      where e.workspace_id = o.workspace_id and e.conversation_id = o.conversation_id and e.seq = offered.seq - 1
        and e.type = 'note' and e.sender_id = f.id and e.created_at = offered.created_at
        and not e.body ? 'deleted' and not e.body ? 'redacted') n on true
    where o.workspace_id = ${workspaceId} and o.member_id = ${memberId} and o.until > now()
    order by o.until, o.conversation_id`);
  return rows.map(({ offer }) => offer);
}
