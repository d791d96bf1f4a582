import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { exclusionOf } from './judge-candidate.ts';
import type { Judged } from './choose-agent.ts';
import { lockCandidates } from './read-candidates.ts';
import { readTeam, type RoutedTeam } from './read-team.ts';

const PAGE = 200;
const SYSTEM = { kind: 'system', id: null, name: null } as const;
const BY_SYSTEM = { sender: SYSTEM, client_id: null } as const;

interface Reopened extends Record<string, unknown> {
  workspace_id: string;
  id: string;
}

interface Standing extends Record<string, unknown> {
  team_id: string;
  member_id: string;
  name: string;
}

type Capacity = (workspaceId: string) => Promise<number>;

/**
 * [Q11] A conversation of a team that was opened again goes to the agent who had it, if they could be given a chat now; else
 * into the queue, in the place of when it was opened again. Idempotent.
 */
export async function settleReopened(
  services: Pick<Services, 'db' | 'log'>,
  capacityOf: Capacity,
): Promise<number> {
  const reopened = await services.db.orm.execute<Reopened>(sql`
    select workspace_id, id from conversations
    where status = 'waiting' and assignee_id is not null and team_id is not null
    order by workspace_id, queued_at, id limit ${PAGE}`);
  let settled = 0;
  for (const one of reopened)
    if (await settle(services.log, one, await capacityOf(one.workspace_id))) settled++;
  return settled;
}

const settle = (log: Services['log'], { workspace_id, id }: Reopened, capacity: number): Promise<boolean> =>
  log.transact(async (tx, append) => {
    const chat = await lockReopened(tx, workspace_id, id);
    if (!chat) return false;
    const { team_id: teamId, member_id, name } = chat;
    const team = await readTeam(tx, { workspaceId: workspace_id, teamId });
    if (!team) return false;
    const judged = await judgeHolder(tx, workspace_id, chat, team, capacity);
    const job = {
      workspace_id,
      conversation_id: id,
      expect: { status: ['waiting' as const], assignee_id: member_id },
    };
    if (judged?.excluded !== null) {
      const unassigned: NewEntry<'unassigned'> = {
        ...BY_SYSTEM,
        type: 'unassigned',
        body: { member_id, name },
      };
      const result = await append({ ...job, entries: [unassigned], patch: { unassign: true } });
      return result.kind === 'appended';
    }
    const { load, limit } = judged;
    const why = { rule: 'sticky' as const, team: { id: teamId, name: team.name }, load, limit };
    const assigned: NewEntry<'assigned'> = { ...BY_SYSTEM, type: 'assigned', body: { member_id, name, why } };
    const result = await append({ ...job, entries: [assigned], patch: { status: 'open' } });
    if (result.kind !== 'appended') throw new Error(`A reopened conversation was ${result.kind}`);
    await tx.execute(sql`
      insert into routing_decisions (workspace_id, conversation_id, seq, team_id, rule, member_id, judged)
      values (${workspace_id}, ${id}, ${result.entries[0]!.seq}, ${teamId}, 'sticky', ${member_id},
        ${JSON.stringify([judged])}::jsonb)`);
    return true;
  });

async function lockReopened(tx: Transaction, workspaceId: string, id: string): Promise<Standing | undefined> {
  const [chat] = await tx.execute<Standing>(sql`
    select c.team_id, c.assignee_id as member_id, c.assignee_name as name from conversations c
    where c.workspace_id = ${workspaceId} and c.id = ${id}
      and c.status = 'waiting' and c.assignee_id is not null and c.team_id is not null
    for no key update of c`);
  return chat;
}

/** How they stand; undefined where they are not in the team any more. */
async function judgeHolder(
  tx: Transaction,
  workspaceId: string,
  { team_id, member_id }: Standing,
  team: RoutedTeam,
  capacity: number,
): Promise<Judged | undefined> {
  const candidates = await lockCandidates(tx, workspaceId, team_id, capacity);
  const holder = candidates.find((one) => one.member_id === member_id);
  if (!holder) return undefined;
  const { name, load, team_load, limit } = holder;
  return {
    member_id,
    name,
    load,
    team_load,
    limit,
    excluded: exclusionOf({ ...holder, passed: false }, team),
  };
}
