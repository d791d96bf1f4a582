import type { BusMessage } from '../bus/bus.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { assignNext } from './assign-next.ts';
import { findQueuesOf, findWaitingQueues } from './find-queues.ts';
import { extendLeases, findLapsed, LEASE_SECONDS, renewLeases, type ConnectedAgent } from './leases.ts';
import { findBeyondLimit, overflow } from './overflow.ts';
import { passOverdueOffers } from './pass-offer.ts';
import type { Queue } from './queue-head.ts';
import { returnChats } from './return-chats.ts';
import { settleReopened } from './settle-reopened.ts';

const SWEEP_MS = 5_000;
const RENEW_MS = (LEASE_SECONDS * 1000) / 3;
/** Queues that are decided for at the same time. */
const AT_ONCE = 4;

export interface RouterOptions {
  settings: Pick<SettingsCache, 'get'>;
  nodeId: string;
  /** Agents who have a socket on this node. */
  connectedAgents(): ConnectedAgent[];
  onError(error: unknown, what: string): void;
  sweepMs?: number;
}

/** What of a log moves a queue: who enters it, and who leaves room. Messages do not. */
const ENTERS = new Set(['started', 'reopened', 'unassigned', 'queued', 'offer_passed']);
const LEAVES = new Set(['ended', 'unassigned', 'snoozed', 'transferred']);

/**
 * Gives the chats that wait to agents, on this node. Events name the queues that may move; the sweep finds what a node
 * that crashed left behind. Any number of nodes may do the same.
 */
export class Router {
  private readonly marked = new Map<string, Queue>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly stopListening: () => void;
  private working: Promise<void> | null = null;
  private stopped = false;
  private hasExtended = false;

  constructor(
    private readonly services: Services,
    private readonly options: RouterOptions,
  ) {
    this.stopListening = services.bus.subscribe((message) => this.hear(message));
  }

  async start(): Promise<void> {
    const every = (ms: number, what: string, act: () => Promise<unknown>) =>
      this.timers.push(
        setInterval(() => void act().catch((e: unknown) => this.options.onError(e, what)), ms).unref(),
      );
    every(this.options.sweepMs ?? SWEEP_MS, 'Sweeping the queues', () => this.sweep());
    every(RENEW_MS, 'Renewing leases', () => this.renew());
    await this.sweep();
  }

  /** Something changed that may move this queue. */
  mark(queue: Queue): void {
    if (this.stopped) return;
    this.marked.set(`${queue.workspaceId} ${queue.teamId}`, queue);
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
  }

  /** An agent came, has room again, or takes other chats than before. */
  async agentChanged(workspaceId: string, memberId: string): Promise<void> {
    for (const queue of await findQueuesOf(this.services.db, workspaceId, memberId)) this.mark(queue);
  }

  /** The first socket of an agent on this node. */
  async agentCame(agent: ConnectedAgent): Promise<void> {
    await renewLeases(this.services.db, this.options.nodeId, [agent]);
    this.tell(agent);
    await this.agentChanged(agent.workspaceId, agent.memberId);
  }

  /** What no event told. */
  async sweep(): Promise<void> {
    if (!this.hasExtended) {
      // Before anything else is judged by leases: else a restart of all nodes would empty every desk.
      await extendLeases(this.services.db);
      this.hasExtended = true;
    }
    await passOverdueOffers(this.services);
    await this.settleReopened();
    // Before their leases are forgotten; twice as far back as a sweep, since one may come late.
    const lapsed = await findLapsed(this.services.db, 2 * (this.options.sweepMs ?? SWEEP_MS));
    await returnChats(this.services);
    for (const agent of lapsed) this.tell(agent);
    for (const queue of await findWaitingQueues(this.services.db)) this.mark(queue);
  }

  /** Resolves when nothing is marked. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopListening();
    for (const timer of this.timers) clearInterval(timer);
    this.marked.clear();
    await this.idle();
  }

  /** [S7] Whoever shows how everybody stands asks again. */
  private tell({ workspaceId, memberId }: ConnectedAgent): void {
    this.services.bus.publish({ kind: 'availability', workspaceId, memberId });
  }

  private renew(): Promise<void> {
    return renewLeases(this.services.db, this.options.nodeId, this.options.connectedAgents());
  }

  private async work(): Promise<void> {
    while (this.marked.size > 0) {
      const queues = [...this.marked.values()].slice(0, AT_ONCE);
      for (const { workspaceId, teamId } of queues) this.marked.delete(`${workspaceId} ${teamId}`);
      await Promise.all(
        queues.map((queue) =>
          this.route(queue).catch((error: unknown) => this.options.onError(error, 'Routing a queue')),
        ),
      );
    }
  }

  private async route(queue: Queue): Promise<void> {
    const settings = await this.options.settings.get(queue.workspaceId);
    const routed = await assignNext(this.services, queue, settings['routing.capacity']);
    // The same chat may be both; then it is gone the second time.
    for (const id of [...routed.declined, ...(await findBeyondLimit(this.services, queue))]) {
      const overflowed = await overflow(this.services, queue, id);
      if (overflowed.kind === 'moved') this.mark(overflowed.to);
    }
    if (routed.offeredSeconds !== null && routed.given > 0) this.lookAfter(queue, routed.offeredSeconds);
    if (routed.more) this.mark(queue);
  }

  /** The moment an offer is over, not the next sweep. */
  private lookAfter(queue: Queue, seconds: number): void {
    const timer = setTimeout(
      () => {
        this.timers.splice(this.timers.indexOf(timer), 1);
        passOverdueOffers(this.services)
          .then(() => this.mark(queue))
          .catch((error: unknown) => this.options.onError(error, 'Ending offers'));
      },
      seconds * 1000 + 20,
    ).unref();
    this.timers.push(timer);
  }

  private hear(message: BusMessage): void {
    if (message.kind === 'availability')
      this.quietly(this.agentChanged(message.workspaceId, message.memberId));
    if (message.kind !== 'changed') return;
    const { workspaceId } = message;
    for (const { conversation, entries } of message.changes) {
      for (const { type, body } of entries) {
        if (ENTERS.has(type) && conversation.team_id)
          this.mark({ workspaceId, teamId: conversation.team_id });
        if (type === 'reopened' && conversation.assignee_id !== null) this.quietly(this.settleReopened());
        if (LEAVES.has(type))
          this.quietly(this.markHolder(workspaceId, body['member_id'] ?? conversation.assignee_id));
      }
    }
  }

  /** What fails here the next sweep finds. */
  private quietly(looking: Promise<void>): void {
    looking.catch((error: unknown) => this.options.onError(error, 'Looking for a queue'));
  }

  private async settleReopened(): Promise<void> {
    const capacityOf = async (id: string) => (await this.options.settings.get(id))['routing.capacity'];
    await settleReopened(this.services, capacityOf);
  }

  private async markHolder(workspaceId: string, memberId: unknown): Promise<void> {
    if (typeof memberId === 'string') await this.agentChanged(workspaceId, memberId);
  }
}
