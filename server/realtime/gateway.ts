import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { MAX_FRAGMENTS, MAX_FRAME_BYTES, SOCKET_FRAME_LIMIT } from '../../shared/protocol/limits.ts';
import { deskSettings } from '../settings/desk-settings.ts';
import type { AgentActor } from '../identity.ts';
import { createSlidingLimiter } from '../limits/sliding-limiter.ts';
import { createVisitorLimits, type VisitorLimits } from '../limits/visitor-limits.ts';
import { readChanges } from '../log/read-changes.ts';
import { readPosition, readRevs } from '../log/read-position.ts';
import type { Services } from '../services.ts';
import { AddressCount } from './address-count.ts';
import type { Connection } from './connection.ts';
import type { Authority, RealtimeContext } from './context.ts';
import { Feed } from './feed.ts';
import { GatewaySocket } from './gateway-socket.ts';
import { handlePoll, type PollRequest, type PollResponse } from './poll.ts';
import { Presence } from './presence.ts';
import { placesReader, QueuePlaces } from './queue-places.ts';
import { checkRights } from './rights-check.ts';
import { TIMING, type RealtimeTiming } from './timing.ts';
import { tellDesks } from './tell-desks.ts';
import { tellOpenings } from './tell-openings.ts';
import { createUpgradeListener } from './upgrade.ts';
import { Viewers } from './viewers.ts';

export interface GatewayOptions extends Authority {
  /** Shared with the HTTP routes, so that a visitor has one allowance over all transports. */
  limits?: VisitorLimits;
  /** Always open unless told. */
  openingOf?: RealtimeContext['openingOf'];
  /** As by default unless told. */
  deskOf?: RealtimeContext['deskOf'];
  onAgent?: RealtimeContext['onAgent'];
  /** As by default unless told. */
  capacityOf?: (workspaceId: string) => number;
  /** Never unless told. */
  isPreviewed?: RealtimeContext['isPreviewed'];
  /** Proxies of ours in front, see `addressKey`. */
  trustProxy?: number;
  onError?: (error: unknown, what: string) => void;
  /** For tests. */
  timing?: Partial<RealtimeTiming>;
  now?: () => number;
}

export interface GatewayStats {
  sockets: number;
  /** Sockets that did not get their welcome yet. */
  strangers: number;
  workspaces: number;
}

/** Everything live of a node: sockets and polls. */
export interface Gateway {
  attach(server: Server): void;
  /** [P1] Answers `POST /api/v1/poll`. */
  poll(request: PollRequest): Promise<PollResponse>;
  /** Sends everybody away, each with a delay of up to `delayMs`, and resolves when all are gone. */
  drain(delayMs: number): Promise<void>;
  stats(): GatewayStats;
  /** Agents with a socket or a poll on this node, each once. */
  connectedAgents(): Pick<AgentActor, 'workspaceId' | 'memberId'>[];
}

type Leaver = Pick<Connection, 'end'>;
const DRAIN_STEP_MS = 20;

export function createGateway(services: Services, options: GatewayOptions): Gateway {
  let draining = false;
  const context = createContext(services, options, () => draining);
  const server = new WebSocketServer(socketOptions(context.timing));
  const stopSweeps = startSweeps(context);
  const onUpgrade = createUpgradeListener({
    context,
    server,
    trustProxy: options.trustProxy ?? 0,
  });
  const stop = () => {
    stopSweeps();
    context.feed.stop();
    context.presence.stop();
    context.queuePlaces.stop();
    context.viewers.stop();
  };
  return {
    attach: (http) => void http.on('upgrade', onUpgrade),
    poll: (request) => handlePoll(context, request),
    async drain(delayMs) {
      draining = true;
      // A live socket is among both; a waiting poll and a stranger among one.
      const leaving = [...new Set<Leaver>([...context.connections, ...context.feed.subscribers()])];
      const delayOf = (at: number) => Math.round((delayMs * (at + Math.random())) / leaving.length);
      leaving.forEach((one, at) => one.end(CLOSE.drain, String(delayOf(at))));
      const until = Date.now() + context.timing.closeTimeoutMs;
      while (context.connections.size > 0 && Date.now() < until) await wait(DRAIN_STEP_MS);
      for (const connection of context.connections) connection.terminate();
      stop();
    },
    connectedAgents: () => {
      const found = new Map<string, Pick<AgentActor, 'workspaceId' | 'memberId'>>();
      for (const { session } of context.feed.subscribers())
        if (session.actor.kind === 'agent') found.set(session.actor.memberId, session.actor);
      return [...found.values()];
    },
    stats: () => ({
      sockets: context.connections.size,
      strangers: context.strangers.total,
      workspaces: context.feed.size,
    }),
  };
}

/** [W2] `closeTimeout` is missing in the package's types. */
const socketOptions = ({ closeTimeoutMs }: RealtimeTiming) => ({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: MAX_FRAME_BYTES,
  maxFragments: MAX_FRAGMENTS,
  closeTimeout: closeTimeoutMs,
  WebSocket: GatewaySocket,
});

/** A gateway that listens to the upgrades of this server. */
export function attachGateway(http: Server, services: Services, options: GatewayOptions): Gateway {
  const gateway = createGateway(services, options);
  gateway.attach(http);
  return gateway;
}

function createContext(
  services: Services,
  options: GatewayOptions,
  isDraining: () => boolean,
): RealtimeContext {
  const { db, bus } = services;
  const now = options.now ?? Date.now;
  const timing = { ...TIMING, ...options.timing };
  const onError = options.onError ?? (() => undefined);
  const feed = new Feed(bus, {
    readPosition: (workspaceId) => readPosition(db, workspaceId),
    readChanges: (workspaceId, after, upto) => readChanges(db, workspaceId, after, upto),
    readRevs: (workspaceIds) => readRevs(db, workspaceIds),
    onError,
    onQueueMoved: (workspaceId) => queuePlaces.look(workspaceId),
    holdMs: timing.holdMs,
    now,
  });
  const queuePlaces = new QueuePlaces(
    feed,
    placesReader(services, options.capacityOf, now),
    timing,
    now,
    onError,
  );
  return {
    services,
    queuePlaces,
    isPreviewed: options.isPreviewed ?? (() => false),
    authority: options,
    feed,
    presence: new Presence(bus, timing.presenceGraceMs, now),
    viewers: new Viewers(bus, feed, now),
    limits: options.limits ?? createVisitorLimits(now),
    deskOf: options.deskOf ?? (() => deskSettings(DEFAULT_VALUES)),
    onAgent: options.onAgent ?? (() => undefined),
    openingOf: options.openingOf ?? (() => ({ open: true, changes_at: null })),
    pollFrames: createSlidingLimiter([SOCKET_FRAME_LIMIT], now),
    strangers: new AddressCount(),
    connections: new Set<Connection>(),
    timing,
    isDraining,
    now,
    onError,
  };
}

/** A timer for each kind of look around, none for a connection. */
function startSweeps(context: RealtimeContext): () => void {
  const { timing, presence, queuePlaces, viewers, limits, connections, feed, pollFrames, now } = context;
  const sweep = () => {
    const at = now();
    for (const connection of connections) connection.checkSilence(at);
    presence.sweep();
    viewers.sweep();
    queuePlaces.sweep();
    limits.forget();
    pollFrames.forget();
  };
  const timers = [
    setInterval(sweep, timing.sweepMs),
    setInterval(() => void feed.checkPositions(), timing.positionCheckMs),
    setInterval(() => void checkRights(context), timing.rightsCheckMs),
    setInterval(() => tellOpenings(context), timing.openingCheckMs),
    setInterval(() => tellDesks(context), timing.openingCheckMs),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}
