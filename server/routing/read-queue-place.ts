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

interface Row extends Record<string, unknown> {
  conversation_id: string;
  visitor_id: string;
  team_id: string | null;
  position: number;
  /** Its place among those who are not offered to anybody. */
  turn: number;
  is_offered: boolean;
  unattended: Unattended | null;
}

/** Where one conversation stands in its queue. */
export interface VisitorPlace extends QueuePlace {
  conversation_id: string;
  visitor_id: string;
}

export interface PlacesOptions {
  /** Chats at a time, where neither agent nor team has a limit. */
  capacity: number;
  /** Remembers what it is asked for as long as it likes. */
  readMedian?: (queue: Queue) => Promise<number | null>;
}

/** [Q13] How many wait before the visitor, and for about how long. Of a conversation that does not wait, nothing. */
export async function readQueuePlace(
  services: Services & { settings: Pick<SettingsCache, 'get'> },
  actor: VisitorActor,
  { conversation_id }: { conversation_id: string },
): Promise<QueuePlace> {
  await findConversation(services, actor, conversation_id);
  const { workspaceId, visitorId } = actor;
  const { 'routing.capacity': capacity } = await services.settings.get(workspaceId);
  const places = await readQueuePlaces(services, workspaceId, [visitorId], { capacity });
  const place = places.find((one) => one.conversation_id === conversation_id);
  if (!place) return NOT_WAITING;
  const { position, wait_seconds, nobody_can_come } = place;
  return { position, wait_seconds, nobody_can_come };
}

/** [V1] The places of all that these visitors wait with: one query for the places, and a few for each of their queues. */
export async function readQueuePlaces(
  { db }: Pick<Services, 'db'>,
  workspaceId: string,
  visitorIds: readonly string[],
  { capacity, readMedian = (queue) => readMedianHandle(db, queue) }: PlacesOptions,
): Promise<VisitorPlace[]> {
  const rows = await readRows(db, workspaceId, visitorIds);
  const tellers = new Map<string | null, (row: Row) => QueuePlace>();
  for (const teamId of new Set(rows.map(({ team_id }) => team_id)))
    tellers.set(teamId, await placeTeller(db, workspaceId, teamId, capacity, readMedian));
  return rows.map((row) => {
    const { conversation_id, visitor_id } = row;
    return { conversation_id, visitor_id, ...tellers.get(row.team_id)!(row) };
  });
}

async function placeTeller(
  db: Services['db'],
  workspaceId: string,
  teamId: string | null,
  capacity: number,
  readMedian: NonNullable<PlacesOptions['readMedian']>,
): Promise<(row: Row) => QueuePlace> {
  if (teamId === null) {
    const nobody_can_come = !(await isAnybodyAtWork(db, workspaceId));
    return ({ position }) => ({ position, wait_seconds: null, nobody_can_come });
  }
  const queue = { workspaceId, teamId };
  const view = await readView(db, queue, capacity);
  const median_handle_seconds = await readMedian(queue);
  return ({ position, turn, is_offered, unattended }) => {
    if (is_offered) return { position, wait_seconds: 0, nobody_can_come: false };
    const nobody_can_come = view.slots === 0 || unattended === 'declined' || unattended === 'full';
    const estimate = () => estimateWait({ ...view, median_handle_seconds, position: turn });
    return { position, wait_seconds: nobody_can_come ? null : estimate(), nobody_can_come };
  };
}

async function readRows(
  { orm }: Services['db'],
  workspaceId: string,
  visitorIds: readonly string[],
): Promise<Row[]> {
  return orm.execute<Row>(sql`
    with waiting as (
      select c.workspace_id, c.id, c.visitor_id, c.team_id, c.priority, c.queued_at,
        exists (select 1 from offers o
          where o.workspace_id = c.workspace_id and o.conversation_id = c.id) as is_offered
      from conversations c
      where c.workspace_id = ${workspaceId} and c.status = 'waiting' and c.assignee_id is null
    ), placed as (
      select w.*, (row_number() over queue)::int as position,
        (1 + count(*) filter (where not w.is_offered) over (
          partition by w.team_id order by w.priority desc, w.queued_at, w.id
          rows between unbounded preceding and 1 preceding))::int as turn
      from waiting w
      window queue as (partition by w.team_id order by w.priority desc, w.queued_at, w.id)
    )
    select c.id as conversation_id, c.visitor_id, c.team_id, c.position, c.turn, c.is_offered,
      ${WHY_UNATTENDED} as unattended
    from placed c
    where c.visitor_id in (select v.id::uuid from jsonb_array_elements_text(${JSON.stringify(visitorIds)}::jsonb) as v(id))`);
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

async function readView(
  { orm }: Services['db'],
  { workspaceId, teamId }: Queue,
  capacity: number,
): Promise<Omit<QueueView, 'position' | 'median_handle_seconds'>> {
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
  };
}

/** In seconds, of the last chats of a team; null where there were none. */
export async function readMedianHandle(
  { orm }: Services['db'],
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
