import { sql } from 'drizzle-orm';
import type { QueuePlace } from '../../shared/protocol/queue-place.ts';
import { findConversation } from '../conversations/access.ts';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { estimateWait, type QueueView } from './estimate-wait.ts';
import { exclusionOf, isAtWork } from './judge-candidate.ts';
import type { Queue } from './queue-head.ts';
import { readCandidates } from './read-candidates.ts';
import { readTeam } from './read-team.ts';
import { WHY_UNATTENDED, type Unattended } from './unattended.ts';

/** Of how many chats the median handle time is taken. */
const LAST_CHATS = 100;
const NOT_WAITING: QueuePlace = { position: null, wait_seconds: null, nobody_can_come: false };

interface Place extends Record<string, unknown> {
  team_id: string | null;
  ahead: number;
  /** Of those ahead, who is not offered to anybody. */
  unasked: number;
  is_offered: boolean;
  unattended: Unattended | null;
}

/** [Q13] How many wait before the visitor, and for about how long. Of a conversation that does not wait, nothing. */
export async function readQueuePlace(
  services: Services & { settings: Pick<SettingsCache, 'get'> },
  actor: VisitorActor,
  { conversation_id }: { conversation_id: string },
): Promise<QueuePlace> {
  await findConversation(services, actor, conversation_id);
  const { workspaceId } = actor;
  const place = await readPlace(services.db, workspaceId, conversation_id);
  if (!place) return NOT_WAITING;
  const position = place.ahead + 1;
  if (place.team_id === null)
    return {
      position,
      wait_seconds: null,
      nobody_can_come: !(await isAnybodyAtWork(services.db, workspaceId)),
    };
  if (place.is_offered) return { position, wait_seconds: 0, nobody_can_come: false };
  const values = await services.settings.get(workspaceId);
  const queue = { workspaceId, teamId: place.team_id };
  const view = await readView(services.db, queue, values['routing.capacity']);
  const nobody_can_come = view.slots === 0 || place.unattended === 'declined' || place.unattended === 'full';
  const wait_seconds = nobody_can_come ? null : estimateWait({ ...view, position: place.unasked + 1 });
  return { position, wait_seconds, nobody_can_come };
}

/** In no team's queue, anybody may take it. */
async function isAnybodyAtWork({ orm }: Services['db'], workspaceId: string): Promise<boolean> {
  const rows = await orm.execute(sql`
    select 1 from members m
    where m.workspace_id = ${workspaceId} and m.deactivated_at is null and m.availability = 'online'
      and exists (select 1 from agent_leases l
        where l.workspace_id = m.workspace_id and l.member_id = m.id and l.until > now())
    limit 1`);
  return rows.length > 0;
}

async function readPlace(
  { orm }: Services['db'],
  workspaceId: string,
  id: string,
): Promise<Place | undefined> {
  const [row] = await orm.execute<Place>(sql`
    with here as (
      select c.* from conversations c
      where c.workspace_id = ${workspaceId} and c.id = ${id} and c.status = 'waiting' and c.assignee_id is null
    ), ahead as (
      select exists (select 1 from offers o
        where o.workspace_id = c.workspace_id and o.conversation_id = c.id) as is_offered
      from here h join conversations c
        on c.workspace_id = h.workspace_id and c.team_id is not distinct from h.team_id
        and c.status = 'waiting' and c.assignee_id is null
        and (-c.priority, c.queued_at, c.id) < (-h.priority, h.queued_at, h.id)
    )
    select h.team_id, (select count(*)::int from ahead) as ahead,
      (select count(*)::int from ahead where not is_offered) as unasked,
      exists (select 1 from offers o where o.workspace_id = h.workspace_id and o.conversation_id = h.id) as is_offered,
      (select ${WHY_UNATTENDED} from conversations c where c.workspace_id = h.workspace_id and c.id = h.id) as unattended
    from here h`);
  return row;
}

async function readView(
  { orm }: Services['db'],
  { workspaceId, teamId }: Queue,
  capacity: number,
): Promise<Omit<QueueView, 'position'>> {
  const team = await readTeam(orm, { workspaceId, teamId });
  const candidates = team ? await readCandidates(orm, workspaceId, teamId, capacity) : [];
  const atWork = team
    ? candidates.filter((one) => isAtWork(exclusionOf({ ...one, passed: false }, team)))
    : [];
  const most = team?.chat_limit ?? Infinity;
  const sum = (of: (one: (typeof atWork)[number]) => number) => atWork.reduce((all, one) => all + of(one), 0);
  return {
    slots: sum(({ limit }) => Math.min(limit, most)),
    free: sum(({ limit, load, team_load }) => Math.max(0, Math.min(limit - load, most - team_load))),
    median_handle_seconds: await readMedianHandle(orm, { workspaceId, teamId }),
  };
}

async function readMedianHandle(
  orm: Pick<Services['db']['orm'], 'execute'>,
  { workspaceId, teamId }: Queue,
): Promise<number | null> {
  const [row] = await orm.execute<{ median: number | null }>(sql`
    select percentile_cont(0.5) within group (order by extract(epoch from handled.ended_at - handled.since))::float8 as median
    from (
      select c.ended_at, (select max(e.created_at) from entries e
        where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type = 'assigned') as since
      from conversations c
      where c.workspace_id = ${workspaceId} and c.team_id = ${teamId} and c.status = 'ended' and c.assignee_id is not null
      order by c.ended_at desc limit ${LAST_CHATS}
    ) handled where handled.since is not null`);
  return row?.median ?? null;
}
