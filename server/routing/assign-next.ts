import { sql } from 'drizzle-orm';
import type { DecisionReason } from '../../shared/protocol/entries.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import { runPrepared } from '../db/run-prepared.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { decide, type Decision } from './decide.ts';
import { exclusionOf, isAtWork } from './judge-candidate.ts';
import { lockHead, lockQueue, type Queue } from './queue-head.ts';
import { lockCandidates, type TeamCandidate } from './read-candidates.ts';
import { readTeam, type RoutedTeam } from './read-team.ts';

/** How many chats of a queue are decided for in one transaction. */
const AT_ONCE = 20;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

export interface Routed {
  given: number;
  /** Chats that everybody who is at work let pass. */
  declined: string[];
  /** Whether more waited than were looked at. */
  more: boolean;
  /** Whether somebody waits and nobody of the team is at work. */
  isDeserted: boolean;
}

const NOTHING: Routed = { given: 0, declined: [], more: false, isDeserted: false };

/**
 * Decides for the head of a queue, in one transaction: queue, chats, agents, and last the workspace's `rev`. Every limit
 * and place holds at the commit, whatever other nodes do meanwhile.
 */
export async function assignNext(
  services: Pick<Services, 'log'>,
  queue: Queue,
  defaultLimit: number,
): Promise<Routed> {
  return services.log.transact(async (tx, _append, appendAll) => {
    await lockQueue(tx, queue);
    const team = await readTeam(tx, queue);
    if (!team) return { ...NOTHING };
    const { waiting, asOfRev, more } = await lockHead(tx, queue, AT_ONCE);
    if (waiting.length === 0) return { ...NOTHING };
    const candidates = await lockCandidates(tx, queue.workspaceId, queue.teamId, defaultLimit);
    const at = { ...(await databaseNow(tx)), asOfRev };
    const { decisions, declined } = decide(waiting, candidates, team, at.ms);
    const asked = askWhom(decisions, candidates, team);
    const given = decisions.length === 0 ? 0 : await write(tx, appendAll, queue, team, asked, at);
    const isDeserted = !candidates.some((one) => isAtWork(exclusionOf({ ...one, passed: false }, team)));
    return { given, declined, more: more && given > 0, isDeserted };
  });
}

/** A decision, and whether the agent is asked first. */
interface Asked extends Decision {
  isAsked: boolean;
}

/** Nobody is asked who accepts everything by themselves. */
const askWhom = (
  decisions: readonly Decision[],
  candidates: readonly TeamCandidate[],
  team: RoutedTeam,
): Asked[] => {
  const agreed = new Set(candidates.flatMap((one) => (one.auto_accepts ? [one.member_id] : [])));
  return decisions.map((decision) => ({
    ...decision,
    isAsked: team.offer_seconds !== null && !agreed.has(decision.choice.member_id),
  }));
};

interface Moment {
  ms: number;
  iso: string;
}

async function databaseNow(tx: Transaction): Promise<Moment> {
  const [row] = await runPrepared<{ ms: number }>(
    tx,
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  return { ms: row!.ms, iso: new Date(row!.ms).toISOString() };
}

type AppendAll = (jobs: readonly AppendJob[]) => Promise<AppendResult[]>;

async function write(
  tx: Transaction,
  appendAll: AppendAll,
  queue: Queue,
  team: RoutedTeam,
  decisions: readonly Asked[],
  at: Moment & { asOfRev: number },
): Promise<number> {
  const asked = decisions.filter(({ isAsked }) => isAsked);
  if (asked.length > 0) await insertOffers(tx, queue, asked, at, team.offer_seconds!);
  await markAssigned(tx, queue, decisions, at);
  await keepDecisions(tx, queue, decisions, at.asOfRev);
  // Last, since it holds the workspace's row until the commit: all that is written in this workspace waits for that.
  const results = await appendAll(decisions.map((decision) => jobOf(queue, team, decision, at)));
  // The rows are locked and were read under the lock: else it is a bug, and the transaction must not stand.
  for (const [index, result] of results.entries()) {
    if (result.kind !== 'appended') throw new Error(`A decision was ${result.kind}`);
    const { seq } = result.entries[0]!;
    if (seq !== decisions[index]!.seq)
      throw new Error(`A decision for ${decisions[index]!.seq} was written at ${seq}`);
  }
  return decisions.length;
}

function jobOf(
  { workspaceId, teamId }: Queue,
  team: RoutedTeam,
  { conversationId, choice, isAsked }: Asked,
  at: Moment,
): AppendJob {
  const { member_id, name, rule, judged } = choice;
  const { load, limit } = judged.find((one) => one.member_id === member_id)!;
  const why: DecisionReason = { rule, team: { id: teamId, name: team.name }, load, limit };
  const base = {
    workspace_id: workspaceId,
    conversation_id: conversationId,
    expect: { status: ['waiting' as const], unassigned: true },
  };
  if (!isAsked) {
    const assigned: NewEntry<'assigned'> = { ...BY_SYSTEM, type: 'assigned', body: { member_id, name, why } };
    const patch = { status: 'open', assignee_id: member_id, assignee_name: name } as const;
    return { ...base, entries: [assigned], patch };
  }
  const until = new Date(at.ms + team.offer_seconds! * 1000).toISOString();
  const offered: NewEntry<'offered'> = {
    ...BY_SYSTEM,
    type: 'offered',
    body: { member_id, name, until, why },
  };
  return { ...base, entries: [offered] };
}

const BY_SYSTEM = { sender: SYSTEM, client_id: null } as const;

const rowsOf = (decisions: readonly Decision[]) =>
  decisions.map(({ conversationId, choice }, order) => ({
    conversation_id: conversationId,
    member_id: choice.member_id,
    order,
  }));

const insertOffers = (
  tx: Transaction,
  { workspaceId, teamId }: Queue,
  decisions: readonly Decision[],
  at: Moment,
  seconds: number,
) =>
  runPrepared(
    tx,
    sql`
    insert into offers (workspace_id, conversation_id, team_id, member_id, offered_at, until)
    select ${workspaceId}, o.conversation_id, ${teamId}, o.member_id, ${at.iso}::timestamptz,
      ${at.iso}::timestamptz + make_interval(secs => ${seconds})
    from jsonb_to_recordset(${JSON.stringify(rowsOf(decisions))}::jsonb) as o(conversation_id uuid, member_id uuid)`,
  );

/** Whose turn it is next. One millisecond apart, so that turns within one transaction have an order too. */
const markAssigned = (tx: Transaction, { workspaceId }: Queue, decisions: readonly Decision[], at: Moment) =>
  runPrepared(
    tx,
    sql`
    update members m set last_assigned_at = ${at.iso}::timestamptz + make_interval(secs => d.last / 1000.0)
    from (
      select member_id, max("order") as last
      from jsonb_to_recordset(${JSON.stringify(rowsOf(decisions))}::jsonb) as r(member_id uuid, "order" int)
      group by member_id
    ) d
    where m.workspace_id = ${workspaceId} and m.id = d.member_id`,
  );

const keepDecisions = (
  tx: Transaction,
  { workspaceId, teamId }: Queue,
  decisions: readonly Decision[],
  asOfRev: number,
) => {
  const rows = decisions.map(({ conversationId, seq, choice }) => ({
    conversation_id: conversationId,
    seq,
    rule: choice.rule,
    member_id: choice.member_id,
    judged: choice.judged,
  }));
  return runPrepared(
    tx,
    sql`
    insert into routing_decisions (workspace_id, conversation_id, seq, team_id, rule, member_id, as_of_rev, judged)
    select ${workspaceId}, d.conversation_id, d.seq, ${teamId}, d.rule, d.member_id, ${asOfRev}, d.judged
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as d(conversation_id uuid, seq int, rule text, member_id uuid, judged jsonb)`,
  );
};
