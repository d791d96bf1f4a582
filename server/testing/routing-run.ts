import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { acceptOffer, declineOffer } from '../routing/answer-offer.ts';
import { Router } from '../routing/router.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import type { Services } from '../services.ts';
import { teams } from '../teams/tables.ts';
import { checkRouting, type RoutedChat, type RoutedEntry } from './routing-checker.ts';
import { joinTeam, seedTeam } from './seed-team.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices, type Seed } from './seed.ts';

export interface RoutingPlan {
  chats: number;
  agents: number;
  routers: number;
  /** Chats that come in one round. */
  atOnce: number;
  /** After the last chat came; then what is left is lost. */
  mostRounds?: number;
}

export interface RoutingReport {
  faults: string[];
  decisions: number;
  returned: number;
  passed: number;
  overflowed: number;
  seconds: number;
}

const SWEEP_MS = 100;
/** Rounds after the last chat came, in which everybody who is there works off what is left. */
const MOST_ROUNDS = 400;

/**
 * A working day in fast motion: chats come, agents come, go and vanish, accept, decline and let pass, answer and end.
 * Then the log is read, and held to what routing promises. `routed` is the database as the routers see it, which may have
 * a planted bug.
 */
export async function runRouting(
  db: Database,
  { chats, agents, routers, atOnce, mostRounds = MOST_ROUNDS }: RoutingPlan,
  routed: Database = db,
): Promise<RoutingReport> {
  const begun = performance.now();
  const day = await Day.begin(db, routed, agents, routers);
  for (let left = chats; left > 0; left -= atOnce) {
    await day.arrive(Math.min(left, atOnce));
    await day.round();
  }
  for (let round = 0; round < mostRounds && (await day.unfinished()) > 0; round++) await day.lateRound();
  await day.end();
  return { ...(await day.report()), seconds: (performance.now() - begun) / 1000 };
}

class Day {
  private readonly chats: RoutedChat[] = [];
  private readonly errors: string[] = [];
  private readonly vanished = new Set<string>();
  private late = false;

  private constructor(
    private readonly db: Database,
    private readonly seed: Seed,
    private readonly visitor: VisitorActor,
    private readonly teamIds: string[],
    private readonly agents: AgentActor[],
    private readonly nodes: { services: Services; router: Router }[],
    errors: string[],
  ) {
    this.errors = errors;
  }

  static async begin(db: Database, routed: Database, count: number, routers: number): Promise<Day> {
    const seed = await seedWorkspace(db);
    const visitor = await seedVisitor(db, seed);
    const agents: AgentActor[] = [];
    for (let at = 0; at < count; at++) agents.push(await seedAgent(db, seed.workspaceId, `Agent ${at}`));
    const given = [
      { strategy: 'least_busy', chatLimit: 3 },
      { strategy: 'priority', offerSeconds: 600 },
      { strategy: 'round_robin', queueLimit: null },
      { strategy: 'least_busy', offerSeconds: 600, sticky: true },
    ] as const;
    const teamIds: string[] = [];
    for (const [at, team] of given.entries()) {
      const { teamId } = await seedTeam(db, seed, [], team);
      teamIds.push(teamId);
      // Everybody in one team, every third in a second one.
      const those = agents.filter(
        (_, agent) => agent % 4 === at || (agent % 3 === 0 && (agent + 1) % 4 === at),
      );
      await joinTeam(db, seed.workspaceId, teamId, those);
    }
    // Declined chats go on: 1 → 0, 3 → 2.
    for (const [from, to] of [
      [1, 0],
      [3, 2],
    ] as const)
      await db.orm
        .update(teams)
        .set({ overflowTeamId: teamIds[to]! })
        .where(sql`id = ${teamIds[from]!}`);
    const errors: string[] = [];
    const nodes = Array.from({ length: routers }, () => startNode(routed, errors));
    const day = new Day(db, seed, visitor, teamIds, agents, nodes, errors);
    for (const agent of agents) await day.come(agent);
    for (const { router } of nodes) await router.start();
    return day;
  }

  async arrive(count: number): Promise<void> {
    const { workspaceId, siteId } = this.seed;
    const come = async () => {
      const id = randomUUID();
      const chat = { id, team_id: pick(this.teamIds), place: this.chats.length + 1 };
      this.chats.push(chat);
      await pick(this.nodes).services.log.transact(async (tx, append) => {
        await tx.execute(sql`
          insert into conversations (workspace_id, id, site_id, visitor_id, team_id, number, queued_at)
          values (${workspaceId}, ${id}, ${siteId}, ${this.visitor.visitorId}, ${chat.team_id}, ${chat.place},
            now() - interval '1 day' + make_interval(secs => ${chat.place}))`);
        await append({
          workspace_id: workspaceId,
          conversation_id: id,
          entries: [
            { type: 'started', sender: senderOf(this.visitor), client_id: null, body: { site_id: siteId } },
          ],
        });
      });
    };
    for (let at = 0; at < count; at++) await come();
  }

  async round(): Promise<void> {
    await Promise.all([this.answerOffers(), this.work(), this.comeAndGo()]);
  }

  /** Nobody vanishes any more, and everybody takes what they are offered; some never come back. */
  async lateRound(): Promise<void> {
    this.late = true;
    await Promise.all([this.answerOffers(), this.work()]);
    await this.takeWhatIsLeft();
    await sleep(SWEEP_MS / 4);
  }

  async unfinished(): Promise<number> {
    const [row] = await this.db.orm.execute<{ count: number }>(sql`
      select count(*)::int as count from conversations where workspace_id = ${this.seed.workspaceId} and status <> 'ended'`);
    return row!.count;
  }

  async end(): Promise<void> {
    for (const { router } of this.nodes) await router.stop();
    for (const { services } of this.nodes) await services.log.close();
  }

  async report(): Promise<Omit<RoutingReport, 'seconds'>> {
    const { workspaceId } = this.seed;
    const entries = await this.db.orm.execute<RoutedEntry & Record<string, unknown>>(sql`
      select e.conversation_id, e.rev, e.seq, e.type, e.body, d.judged from entries e
      left join routing_decisions d using (workspace_id, conversation_id, seq)
      where e.workspace_id = ${workspaceId} order by e.rev, e.created_at, e.conversation_id, e.seq`);
    const limits = new Map(this.teamIds.map((id, at) => [id, at === 0 ? 3 : null]));
    const count = (type: string) => entries.filter((entry) => entry.type === type).length;
    return {
      faults: [...this.errors, ...checkRouting(entries, this.chats, limits)],
      decisions: entries.filter(({ judged }) => judged !== null).length,
      returned: count('unassigned'),
      passed: count('offer_passed'),
      overflowed: count('queued'),
    };
  }

  private async come(agent: AgentActor): Promise<void> {
    this.vanished.delete(agent.memberId);
    await pick(this.nodes).router.agentCame(agent);
  }

  private async comeAndGo(): Promise<void> {
    const agent = pick(this.agents);
    const { workspaceId, memberId } = agent;
    if (this.vanished.has(memberId)) return this.come(agent);
    const dice = Math.random();
    if (dice < 0.4) {
      this.vanished.add(memberId);
      await this.db.orm.execute(sql`
        update agent_leases set until = now() - interval '1 hour'
        where workspace_id = ${workspaceId} and member_id = ${memberId}`);
    } else if (dice < 0.7) {
      await this.db.orm.execute(sql`
        update members set accepts_chats = not accepts_chats where workspace_id = ${workspaceId} and id = ${memberId}`);
      await pick(this.nodes).router.agentChanged(workspaceId, memberId);
    }
  }

  private async answerOffers(): Promise<void> {
    const open = await this.db.orm.execute<{ conversation_id: string; member_id: string }>(sql`
      select conversation_id, member_id from offers where workspace_id = ${this.seed.workspaceId}`);
    await Promise.all(
      open.map(async ({ conversation_id, member_id }) => {
        const agent = this.agents.find(({ memberId }) => memberId === member_id)!;
        const { services, router } = pick(this.nodes);
        const dice = this.late ? 0 : Math.random();
        // Whoever is too late is told so, as people are.
        if (dice < 0.5) await acceptOffer(services, agent, { conversation_id }).catch(ignoreLate);
        else if (dice < 0.7) await declineOffer(services, agent, { conversation_id }).catch(ignoreLate);
        else if (dice < 0.9) {
          await this.db.orm.execute(sql`
            update offers set until = now() where workspace_id = ${this.seed.workspaceId} and conversation_id = ${conversation_id}`);
          await router.sweep();
        }
      }),
    );
  }

  private async work(): Promise<void> {
    const held = await this.db.orm.execute<{ id: string; assignee_id: string }>(sql`
      select id, assignee_id from conversations
      where workspace_id = ${this.seed.workspaceId} and status = 'open' and assignee_id is not null`);
    await Promise.all(
      held.map(async ({ id, assignee_id }) => {
        const agent = this.agents.find(({ memberId }) => memberId === assignee_id)!;
        if (this.vanished.has(assignee_id) || Math.random() < (this.late ? 0.1 : 0.5)) return;
        const { services } = pick(this.nodes);
        if (Math.random() < 0.4)
          await sendMessage(services, agent, {
            conversation_id: id,
            client_id: randomUUID(),
            text: 'Hello',
          }).catch(ignoreLate);
        else await this.endChat(services, agent, id);
      }),
    );
  }

  private endChat(services: Services, agent: AgentActor, id: string) {
    return services.log.append({
      workspace_id: this.seed.workspaceId,
      conversation_id: id,
      entries: [{ type: 'ended', sender: senderOf(agent), client_id: null, body: { reason: 'agent' } }],
      patch: { status: 'ended' },
      expect: { status: ['open'], assignee_id: agent.memberId },
    });
  }

  /** Chats that everybody let pass, and that no team takes over, are taken by hand. */
  private async takeWhatIsLeft(): Promise<void> {
    const { workspaceId } = this.seed;
    await this.db.orm.execute(sql`
      update members set accepts_chats = true where workspace_id = ${workspaceId} and not accepts_chats`);
    const passed = await this.db.orm.execute<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${workspaceId} and c.status = 'waiting' and c.assignee_id is null
        and exists (select 1 from offer_passes p where p.workspace_id = c.workspace_id and p.conversation_id = c.id)
        and not exists (select 1 from offers o where o.workspace_id = c.workspace_id and o.conversation_id = c.id)
        and c.team_id in (${this.teamIds[0]!}, ${this.teamIds[2]!})`);
    const there = this.agents.filter(({ memberId }) => !this.vanished.has(memberId));
    for (const { id } of passed)
      await sendMessage(pick(this.nodes).services, pick(there), {
        conversation_id: id,
        client_id: randomUUID(),
        text: 'Mine',
      }).catch(ignoreLate);
  }
}

function startNode(db: Database, errors: string[]): { services: Services; router: Router } {
  const services = testServices(db);
  const router = new Router(services, {
    settings: { get: async () => DEFAULT_VALUES },
    nodeId: randomUUID(),
    connectedAgents: () => [],
    onError: (error, what) => errors.push(`${what}: ${String(error)}`),
    sweepMs: SWEEP_MS,
  });
  return { services, router };
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!;

function ignoreLate(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'conflict') throw error;
}
