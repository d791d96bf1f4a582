import { sql } from 'drizzle-orm';
import type { Colleague } from '../../shared/protocol/routing.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { limitOf, OWN_LIMIT } from './limit-of.ts';
import { readLoads } from './load.ts';

const NO_TEAM = '00000000-0000-0000-0000-000000000000';

interface Row extends Record<string, unknown> {
  member_id: string;
  name: string;
  availability: Colleague['availability'];
  accepts_chats: boolean;
  reason: string | null;
  connected: boolean;
  chat_limit: number | null;
  own_limit: number | null;
}

/** Who works here and how each stands: for who looks for somebody to speak to, or to give a chat. */
export async function listColleagues(
  { db, settings }: Pick<Services, 'db'> & { settings: Pick<SettingsCache, 'get'> },
  { workspaceId }: AgentActor,
): Promise<Colleague[]> {
  const rows = await db.orm.execute<Row>(sql`
    select m.id as member_id, m.name, m.availability, m.accepts_chats, m.availability_reason as reason, m.chat_limit,
      ${OWN_LIMIT} as own_limit,
      exists (select 1 from agent_leases l
        where l.workspace_id = m.workspace_id and l.member_id = m.id and l.until > now()) as connected
    from members m
    where m.workspace_id = ${workspaceId} and m.deactivated_at is null
    order by lower(m.name), m.id`);
  const ids = rows.map(({ member_id }) => member_id);
  const loads = await readLoads(db.orm, workspaceId, NO_TEAM, ids);
  const usual = (await settings.get(workspaceId))['routing.capacity'];
  return rows.map(({ chat_limit, own_limit, ...row }) => ({
    ...row,
    load: loads.get(row.member_id)?.load ?? 0,
    limit: limitOf(chat_limit, usual, own_limit),
  }));
}
