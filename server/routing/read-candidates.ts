import { sql, type SQL } from 'drizzle-orm';
import { runPrepared } from '../db/run-prepared.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Availability, Candidate } from './candidate.ts';
import { AUTO_ACCEPTS, limitOf, OWN_LIMIT } from './limit-of.ts';
import { readLoads } from './load.ts';

/** A candidate as the team sees them; whether they let a chat pass is of each chat. */
export type TeamCandidate = Omit<Candidate, 'passed'> & {
  /** What is offered to them is theirs at once. */
  auto_accepts?: boolean;
};

interface Row extends Record<string, unknown> {
  member_id: string;
  name: string;
  position: number;
  availability: Availability;
  accepts: boolean;
  chat_limit: number | null;
  own_limit: number | null;
  auto_accepts: boolean;
  last_assigned_at: number | null;
}

/**
 * The team's agents, locked in the order of their ids, and then, in statements that see what was committed before the
 * locks were had, who is connected and what they have. Whoever decides for another queue of theirs waits.
 */
export const lockCandidates = (tx: Transaction, workspaceId: string, teamId: string, defaultLimit: number) =>
  read(tx, workspaceId, teamId, defaultLimit, sql`for no key update of m`);

/** As they stand, for a question. */
export const readCandidates = (tx: Reader, workspaceId: string, teamId: string, defaultLimit: number) =>
  read(tx, workspaceId, teamId, defaultLimit, sql``);

type Reader = Pick<Transaction, 'execute'>;

async function read(
  tx: Reader,
  workspaceId: string,
  teamId: string,
  defaultLimit: number,
  lock: SQL,
): Promise<TeamCandidate[]> {
  const rows = await runPrepared<Row>(
    tx,
    sql`
    select m.id as member_id, m.name, tm.position, m.availability, m.accepts_chats as accepts, m.chat_limit,
      ${OWN_LIMIT} as own_limit, ${AUTO_ACCEPTS} as auto_accepts,
      (extract(epoch from m.last_assigned_at) * 1000)::float8 as last_assigned_at
    from members m
    join team_members tm on tm.workspace_id = m.workspace_id and tm.member_id = m.id and tm.team_id = ${teamId}
    where m.workspace_id = ${workspaceId} and m.deactivated_at is null
    order by m.id
    ${lock}`,
  );
  const ids = rows.map(({ member_id }) => member_id);
  const loads = await readLoads(tx, workspaceId, teamId, ids);
  const connected = await readConnected(tx, workspaceId, ids);
  return rows.map(({ chat_limit, own_limit, ...row }) => ({
    ...row,
    limit: limitOf(chat_limit, defaultLimit, own_limit),
    connected: connected.has(row.member_id),
    ...(loads.get(row.member_id) ?? { load: 0, team_load: 0 }),
  }));
}

async function readConnected(
  tx: Reader,
  workspaceId: string,
  memberIds: readonly string[],
): Promise<Set<string>> {
  const rows = await runPrepared<{ member_id: string }>(
    tx,
    sql`
    select distinct member_id from agent_leases
    where workspace_id = ${workspaceId} and until > now()
      and member_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(memberIds)}::jsonb))`,
  );
  return new Set(rows.map(({ member_id }) => member_id));
}
