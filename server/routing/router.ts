import type { BusMessage } from '../bus/bus.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import { assignNext } from './assign-next.ts';
import { findQueuesOf, findWaitingQueues } from './find-queues.ts';
import { goOn } from './go-on.ts';
import { extendLeases, findLapsed, LEASE_SECONDS, renewLeases, type ConnectedAgent } from './leases.ts';
import { findStanding, passOverdueOffers } from './pass-offer.ts';
import type { Queue } from './queue-head.ts';
import { movesOf } from './read-moves.ts';
import { returnChats } from './return-chats.ts';
import { returnReopened } from './return-reopened.ts';
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

/** By how much a timer comes after the end of an offer, which is the database's to say. */
const AFTER_MS = 20;

/**
 * Gives the chats that wait to agents, on this node. Events name the queues that may move; the sweep finds what a node
 * that crashed left behind. Any number of nodes may do the same.
 */
export class Router {
  private readonly marked = new Map<string, Queue>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopListening: () => void = () => undefined;
  private working: Promise<void> | null = null;
  private sweeping: Promise<void> | null = null;
  private stopped = false;
  private hasExtended = false;

  constructor(
    private readonly services: Services,
    private readonly options: RouterOptions,
  ) {}

  async start(): Promise<void> {
    this.stopListening = this.services.bus.subscribe((message) => this.hear(message));
    const every = (ms: number, what: string, act: () => Promise<unknown>) =>
      this.timers.add(
        setInterval(() => void act().catch((e: unknown) => this.options.onError(e, what)), ms).unref(),
      );
    every(this.options.sweepMs ?? SWEEP_MS, 'Sweeping the queues', () => this.sweep());
    every(RENEW_MS, 'Renewing leases', () => this.renew());
    await this.sweep();
    for (const ms of await findStanding(this.services.db)) this.lookAfter(ms);
  }

  /** Something changed that may move this queue. */
  mark(queue: Queue): void {
    if (this.stopped) return;
    this.marked.set(`${queue.workspaceId} ${queue.teamId}`, queue);
    this.begin();
  }

  private begin(): void {
    // Nobody is judged by leases before those of a node that ended are renewed.
    if (!this.hasExtended || this.stopped || this.marked.size === 0) return;
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

  /** What no event told. One at a time, however slow the database is. */
  sweep(): Promise<void> {
    return (this.sweeping ??= this.sweepOnce().finally(() => {
      this.sweeping = null;
    }));
  }

  private async sweepOnce(): Promise<void> {
    if (this.stopped) return;
    if (!this.hasExtended) {
      // Before anything else is judged by leases: else a restart of all nodes would empty every desk.
      await extendLeases(this.services.db);
      this.hasExtended = true;
      this.begin();
    }
    await passOverdueOffers(this.services);
    await this.settleReopened();
    // Before their leases are forgotten; twice as far back as a sweep, since one may come late.
    const lapsed = await findLapsed(this.services.db, 2 * (this.options.sweepMs ?? SWEEP_MS));
    await returnChats(this.services);
    await returnReopened(this.services);
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
    await this.sweeping?.catch(() => undefined);
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
    const capacity = settings['routing.capacity'];
    const routed = await assignNext(this.services, queue, capacity);
    // Who can be given a chat here gets it before anybody goes on.
    if (routed.more) return this.mark(queue);
    for (const entered of await goOn(this.services, queue, routed, capacity)) this.mark(entered);
  }

  /** The moment an offer is over, not the next sweep. */
  private lookAfter(ms: number): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.quietly(passOverdueOffers(this.services));
    }, ms + AFTER_MS).unref();
    this.timers.add(timer);
  }

  private hear(message: BusMessage): void {
    if (message.kind === 'availability' || message.kind === 'preferences')
      this.quietly(this.agentChanged(message.workspaceId, message.memberId));
    if (message.kind === 'team') this.mark(message);
    if (message.kind === 'settings') this.quietly(this.workspaceChanged(message.workspaceId));
    if (message.kind !== 'changed') return;
    const { workspaceId } = message;
    const { teamIds, memberIds, isReopened, offersMs } = movesOf(message.changes);
    for (const teamId of teamIds) this.mark({ workspaceId, teamId });
    for (const memberId of memberIds) this.quietly(this.agentChanged(workspaceId, memberId));
    for (const ms of offersMs) this.lookAfter(ms);
    if (isReopened) this.quietly(this.settleReopened());
  }

  /** Limits, or teams. */
  private async workspaceChanged(workspaceId: string): Promise<void> {
    for (const queue of await findWaitingQueues(this.services.db, workspaceId)) this.mark(queue);
  }

  /** What fails here the next sweep finds. */
  private quietly(looking: Promise<unknown>): void {
    looking.catch((error: unknown) => this.options.onError(error, 'Looking for a queue'));
  }

  private async settleReopened(): Promise<void> {
    const capacityOf = async (id: string) => (await this.options.settings.get(id))['routing.capacity'];
    await settleReopened(this.services, capacityOf);
  }
}
