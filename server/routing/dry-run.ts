import { sql } from 'drizzle-orm';
import type { DryRun } from '../../shared/protocol/routing.ts';
import { BellhopError } from '../../shared/errors.ts';
import { findConversation } from '../conversations/access.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { chooseAgent } from './choose-agent.ts';
import type { Queue } from './queue-head.ts';
import { readTeam, type RoutedTeam } from './read-team.ts';
import { readCandidates } from './read-candidates.ts';

type Asked = Pick<Services, 'db'> & { settings: Pick<SettingsCache, 'get'> };

/** [Q10] Who would get this conversation now, and why. Takes no lock and changes nothing. */
export async function dryRun(
  services: Services & { settings: Pick<SettingsCache, 'get'> },
  actor: AgentActor,
  { conversation_id, team_id }: { conversation_id: string; team_id?: string | undefined },
): Promise<DryRun> {
  const { db, settings } = services;
  const { workspaceId } = actor;
  await findConversation(services, actor, conversation_id);
  const [chat] = await db.orm.execute<{
    team_id: string | null;
    last_agent_id: string | null;
    passed: string[];
  }>(sql`
    select c.team_id,
      (select e.assignee_id from conversations e
        where e.workspace_id = c.workspace_id and e.visitor_id = c.visitor_id and e.assignee_id is not null and e.id <> c.id
        order by e.created_at desc limit 1) as last_agent_id,
      coalesce((select json_agg(p.member_id) from offer_passes p
        where p.workspace_id = c.workspace_id and p.conversation_id = c.id), '[]'::json) as passed
    from conversations c where c.workspace_id = ${workspaceId} and c.id = ${conversation_id}`);
  const teamId = team_id ?? chat?.team_id;
  const team = teamId ? await readTeam(db.orm, { workspaceId, teamId }) : undefined;
  if (!chat || !teamId || !team)
    throw new BellhopError('conflict', 'This conversation is in the queue of no team. Name one.', {
      field: 'team_id',
    });
  const passed = teamId === chat.team_id ? chat.passed : [];
  return choose({ db, settings }, { workspaceId, teamId }, team, { passed, last: chat.last_agent_id });
}

/** [Q10] Who would get a chat of a new visitor in this team now, and why. */
export async function dryRunTeam(
  services: Asked,
  { workspaceId }: AgentActor,
  { team_id: teamId }: { team_id: string },
): Promise<DryRun> {
  const team = await readTeam(services.db.orm, { workspaceId, teamId });
  if (!team) throw new BellhopError('not_found', 'There is no such team.');
  return choose(services, { workspaceId, teamId }, team, { passed: [], last: null });
}

async function choose(
  { db, settings }: Asked,
  { workspaceId, teamId }: Queue,
  team: RoutedTeam,
  { passed, last }: { passed: readonly string[]; last: string | null },
): Promise<DryRun> {
  const values = await settings.get(workspaceId);
  const candidates = await readCandidates(db.orm, workspaceId, teamId, values['routing.capacity']);
  const standing = candidates.map((one) => ({ ...one, passed: passed.includes(one.member_id) }));
  const { judged, ...choice } = chooseAgent(standing, team, last);
  return { choice, candidates: judged };
}
