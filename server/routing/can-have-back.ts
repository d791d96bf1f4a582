import { sql } from 'drizzle-orm';
import type { Transaction } from '../log/run-append.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Availability } from './candidate.ts';
import { exclusionOf } from './judge-candidate.ts';
import { readLoads } from './load.ts';

interface Holder extends Record<string, unknown> {
  name: string;
  availability: Availability;
  accepts: boolean;
  chat_limit: number | null;
  team_limit: number | null;
}

const NO_TEAM = '00000000-0000-0000-0000-000000000000';

/**
 * [I2] Whether an agent could be given a chat of this team now, or of none: at work, connected, and with room. They
 * need not be in the team: they had this chat. Locks the member; the caller holds the conversation.
 */
export async function canHaveBack(
  tx: Transaction,
  { workspaceId, memberId, teamId }: { workspaceId: string; memberId: string; teamId: string | null },
): Promise<boolean> {
  const [holder] = await tx.execute<Holder>(sql`
    select m.name, m.availability, m.accepts_chats as accepts, m.chat_limit,
      (select t.chat_limit from teams t where t.workspace_id = m.workspace_id and t.id = ${teamId}) as team_limit
    from members m
    where m.workspace_id = ${workspaceId} and m.id = ${memberId} and m.deactivated_at is null
    for no key update of m`);
  if (!holder) return false;
  const { values } = await readSettings({ orm: tx }, workspaceId);
  const loads = await readLoads(tx, workspaceId, teamId ?? NO_TEAM, [memberId]);
  const candidate = {
    ...(loads.get(memberId) ?? { load: 0, team_load: 0 }),
    ...{ member_id: memberId, name: holder.name, position: 0, passed: false, last_assigned_at: null },
    availability: holder.availability,
    accepts: holder.accepts,
    connected: await isConnected(tx, workspaceId, memberId),
    limit: holder.chat_limit ?? values['routing.capacity'],
  };
  const rule = { strategy: 'manual', sticky: true, chat_limit: holder.team_limit } as const;
  return exclusionOf(candidate, rule) === null;
}

async function isConnected(tx: Transaction, workspaceId: string, memberId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from agent_leases
    where workspace_id = ${workspaceId} and member_id = ${memberId} and until > now() limit 1`);
  return rows.length > 0;
}
