import { sql } from 'drizzle-orm';
import type { SupervisedAgent, SupervisedTeam, Supervision } from '../../shared/protocol/supervision.ts';
import { wireTime } from '../log/append-statement.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { limitOf, OWN_LIMIT } from './limit-of.ts';
import { readLoads } from './load.ts';

const NO_TEAM = '00000000-0000-0000-0000-000000000000';

interface Row extends Omit<SupervisedAgent, 'load' | 'limit'>, Record<string, unknown> {
  chat_limit: number | null;
  own_limit: number | null;
}

/** Every team, and how everybody stands. The chats are not in it: agents hear of those anyway. */
export async function readSupervision(
  { db, settings }: Pick<Services, 'db'> & { settings: Pick<SettingsCache, 'get'> },
  { workspaceId }: AgentActor,
): Promise<Supervision> {
  const [teams, rows, values] = await Promise.all([
    readTeams(db, workspaceId),
    readAgents(db, workspaceId),
    settings.get(workspaceId),
  ]);
  const ids = rows.map(({ member_id }) => member_id);
  const loads = await readLoads(db.orm, workspaceId, NO_TEAM, ids);
  const agents = rows.map(({ chat_limit, own_limit, ...row }) => ({
    ...row,
    load: loads.get(row.member_id)?.load ?? 0,
    limit: limitOf(chat_limit, values['routing.capacity'], own_limit),
  }));
  return { teams, agents };
}

async function readTeams({ orm }: Services['db'], workspaceId: string): Promise<SupervisedTeam[]> {
  const rows = await orm.execute<{ team: SupervisedTeam }>(sql`
    select json_build_object('id', t.id, 'name', t.name, 'strategy', t.strategy, 'chat_limit', t.chat_limit,
      'member_ids', coalesce((select json_agg(m.member_id order by m.position) from team_members m
        where m.workspace_id = t.workspace_id and m.team_id = t.id), '[]'::json)) as team
    from teams t where t.workspace_id = ${workspaceId} order by lower(t.name), t.id`);
  return rows.map(({ team }) => team);
}

async function readAgents({ orm }: Services['db'], workspaceId: string): Promise<Row[]> {
  const rows = await orm.execute<{ agent: Row }>(sql`
    select json_build_object('member_id', m.id, 'name', m.name, 'availability', m.availability,
      'accepts_chats', m.accepts_chats, 'reason', m.availability_reason, 'by_itself', m.away_by_itself,
      'since', ${sql.raw(wireTime('m.availability_since'))},
      'connected', exists (select 1 from agent_leases l
        where l.workspace_id = m.workspace_id and l.member_id = m.id and l.until > now()),
      'offered', (select coalesce(json_agg(o.conversation_id order by o.until), '[]'::json) from offers o
        where o.workspace_id = m.workspace_id and o.member_id = m.id and o.until > now()),
      'chat_limit', m.chat_limit, 'own_limit', ${OWN_LIMIT}) as agent
    from members m
    where m.workspace_id = ${workspaceId} and m.deactivated_at is null
    order by lower(m.name), m.id`);
  return rows.map(({ agent }) => agent);
}
