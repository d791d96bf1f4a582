import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import type { RoutingNode } from './routing-acts.ts';
import type { RoutedChat } from './routing-checker.ts';
import type { RoutingSeed } from './routing-seed.ts';

const PAUSE_MS = 25;
const LOST_FOR_GOOD = 2;

/** What people do to the queues; where they do it, and in which order it ends, is left to chance. */
export class WorkingDay {
  readonly chats: RoutedChat[] = [];
  private readonly away = new Set<string>();
  private readonly lost = new Set<string>();
  /** Nobody leaves any more, and everybody takes what they are offered. */
  private isLate = false;

  constructor(
    private readonly db: Database,
    private readonly seed: RoutingSeed,
    private readonly nodes: readonly RoutingNode[],
  ) {}

  async begin(): Promise<void> {
    for (const agent of this.seed.agents) await this.come(agent);
  }

  async arrive(count: number): Promise<void> {
    const { visitors, teamIds } = this.seed;
    for (let at = 0; at < count; at++) {
      const priority = Math.random() < 0.1 ? 1 : 0;
      const chat = { id: randomUUID(), team_id: pick(teamIds), place: this.chats.length + 1, priority };
      this.chats.push(chat);
      const { id, place, team_id: teamId } = chat;
      await this.node().act({ act: 'arrive', visitor: pick(visitors), id, teamId, place, priority });
    }
  }

  async round(): Promise<void> {
    await Promise.all([this.answerOffers(), this.work(), this.comeAndGo()]);
  }

  /** Some who have chats vanish, and never come back. */
  async loseForGood(): Promise<void> {
    while (this.lost.size < LOST_FOR_GOOD && (await this.unfinished()) > 0) {
      for (const { assignee_id } of await this.held()) {
        if (this.lost.size >= LOST_FOR_GOOD || this.lost.has(assignee_id)) continue;
        this.lost.add(assignee_id);
        await this.vanish(this.agent(assignee_id));
      }
      // Nobody works meanwhile, so that somebody has something.
      await this.answerOffers();
      await sleep(PAUSE_MS);
    }
  }

  /** Everybody who is there works off what is left, until nothing is or nothing ends any more. */
  async workOff(patienceMs: number): Promise<void> {
    this.isLate = true;
    // One by one: whoever decides locks them in an order of their own.
    for (const { workspaceId, memberId } of this.seed.agents)
      await this.db.orm.execute(sql`
        update members set accepts_chats = true where workspace_id = ${workspaceId} and id = ${memberId}`);
    let left = await this.unfinished();
    for (let since = performance.now(); left > 0 && performance.now() - since < patienceMs;) {
      await Promise.all([this.answerOffers(), this.work()]);
      await this.takeWhatIsLeft();
      await sleep(PAUSE_MS);
      const now = await this.unfinished();
      if (now < left) since = performance.now();
      left = now;
    }
  }

  private async come(agent: AgentActor): Promise<void> {
    this.away.delete(agent.memberId);
    await this.node().act({ act: 'come', agent });
  }

  private async vanish(agent: AgentActor): Promise<void> {
    const { workspaceId, memberId } = agent;
    this.away.add(memberId);
    for (const node of this.nodes) await node.act({ act: 'go', agent });
    await this.db.orm.execute(sql`
      update agent_leases set until = now() - interval '1 hour'
      where workspace_id = ${workspaceId} and member_id = ${memberId}`);
  }

  private async comeAndGo(): Promise<void> {
    const agent = pick(this.seed.agents);
    const { workspaceId, memberId } = agent;
    if (this.lost.has(memberId)) return;
    if (this.away.has(memberId)) return this.come(agent);
    const dice = Math.random();
    if (dice < 0.3) await this.vanish(agent);
    else if (dice < 0.6) {
      await this.db.orm.execute(sql`
        update members set accepts_chats = not accepts_chats where workspace_id = ${workspaceId} and id = ${memberId}`);
      await this.node().act({ act: 'change', agent });
    }
  }

  private async answerOffers(): Promise<void> {
    const open = await this.db.orm.execute<{ id: string; member_id: string }>(sql`
      select conversation_id as id, member_id from offers where workspace_id = ${this.seed.workspaceId}`);
    await Promise.all(open.map(({ id, member_id }) => this.answerOffer(id, this.agent(member_id))));
  }

  private async answerOffer(id: string, agent: AgentActor): Promise<void> {
    if (this.away.has(agent.memberId)) return;
    const dice = this.isLate ? 0 : Math.random();
    if (dice < 0.6) return this.node().act({ act: 'accept', agent, id });
    if (dice < 0.75) return this.node().act({ act: 'decline', agent, id });
    if (dice > 0.9) return;
    await this.db.orm.execute(sql`
      update offers set until = now() where workspace_id = ${this.seed.workspaceId} and conversation_id = ${id}`);
    await this.node().act({ act: 'sweep' });
  }

  private async work(): Promise<void> {
    await Promise.all(
      (await this.held()).map(async ({ id, assignee_id }) => {
        if (this.away.has(assignee_id) || Math.random() < (this.isLate ? 0.1 : 0.5)) return;
        const act = Math.random() < 0.4 ? 'say' : 'end';
        await this.node().act({ act, agent: this.agent(assignee_id), id });
      }),
    );
  }

  /** Chats that everybody who is there let pass are taken by hand. */
  private async takeWhatIsLeft(): Promise<void> {
    const { workspaceId, agents } = this.seed;
    const left = await this.db.orm.execute<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${workspaceId} and c.status = 'waiting' and c.assignee_id is null
        and exists (select 1 from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
          and e.type = 'unattended')`);
    const there = agents.filter(({ memberId }) => !this.away.has(memberId));
    for (const { id } of left) await this.node().act({ act: 'say', agent: pick(there), id });
  }

  private held() {
    return this.db.orm.execute<{ id: string; assignee_id: string }>(sql`
      select id, assignee_id from conversations
      where workspace_id = ${this.seed.workspaceId} and status = 'open' and assignee_id is not null`);
  }

  private async unfinished(): Promise<number> {
    const [row] = await this.db.orm.execute<{ count: number }>(sql`
      select count(*)::int as count from conversations
      where workspace_id = ${this.seed.workspaceId} and status <> 'ended'`);
    return row!.count;
  }

  private readonly agent = (id: string) => this.seed.agents.find(({ memberId }) => memberId === id)!;
  private readonly node = () => pick(this.nodes);
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!;
