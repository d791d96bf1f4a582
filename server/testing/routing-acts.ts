import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import { acceptOffer, declineOffer } from '../routing/answer-offer.ts';
import { Router } from '../routing/router.ts';
import type { Services } from '../services.ts';
import { testServices } from './seed.ts';

interface OfAgent {
  agent: AgentActor;
}

interface Answer extends OfAgent {
  act: 'accept' | 'decline' | 'say' | 'end';
  id: string;
}

/** What people do at a node; plain values, so that they can be sent to another process. */
export type RoutingAct =
  | { act: 'arrive'; visitor: VisitorActor; id: string; teamId: string; place: number; priority: number }
  | Answer
  | (OfAgent & { act: 'come' | 'go' | 'change' })
  | { act: 'sweep' };

/** Somewhere routing runs. */
export interface RoutingNode {
  act(act: RoutingAct): Promise<void>;
  /** What its routing could not do, in words. */
  end(): Promise<string[]>;
}

export interface NodeOptions {
  sweepMs: number;
  /** How many chats an agent takes at once. */
  capacity: number;
}

/** A node in this process: the services and the router of a server, without its sockets. */
export async function startRoutingNode(
  db: Database,
  { sweepMs, capacity }: NodeOptions,
): Promise<RoutingNode> {
  const services = testServices(db);
  const errors: string[] = [];
  const connected = new Map<string, AgentActor>();
  const router = new Router(services, {
    settings: { get: async () => ({ ...DEFAULT_VALUES, 'routing.capacity': capacity }) },
    nodeId: randomUUID(),
    connectedAgents: () => [...connected.values()],
    onError: (error, what) => {
      if (!isBusy(error)) errors.push(`${what}: ${inWords(error)}`);
    },
    sweepMs,
  });
  await router.start();
  return {
    act: (act) => perform(act, { services, router, connected }),
    async end() {
      await router.stop();
      await services.log.close();
      return errors;
    },
  };
}

/** Of a query that failed, why, and not its text. */
const inWords = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined ? String(error.cause) : String(error);

const QUERY_CANCELED = '57014';

/** On a machine that stood still a statement may run out of time: nothing of it stands, and the next sweep tries again. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && (codeOf(error) === QUERY_CANCELED || isBusy(error.cause));

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

interface Node {
  services: Services;
  router: Router;
  connected: Map<string, AgentActor>;
}

async function perform(act: RoutingAct, { services, router, connected }: Node): Promise<void> {
  switch (act.act) {
    case 'sweep':
      return router.sweep();
    case 'arrive':
      return arrive(services, act).catch((error: unknown) => {
        if (!isBusy(error)) throw error;
        return arrive(services, act);
      });
    case 'come':
      connected.set(act.agent.memberId, act.agent);
      return router.agentCame(act.agent);
    case 'go':
      return void connected.delete(act.agent.memberId);
    case 'change':
      return router.agentChanged(act.agent.workspaceId, act.agent.memberId);
    default:
      // Whoever is too late is told so, as people are.
      return answer(services, act).catch(ignoreLate);
  }
}

async function answer(services: Services, { act, agent, id }: Answer): Promise<void> {
  const chat = { conversation_id: id };
  if (act === 'accept') return acceptOffer(services, agent, chat);
  if (act === 'decline') return declineOffer(services, agent, chat);
  if (act === 'say') {
    await sendMessage(services, agent, { ...chat, client_id: randomUUID(), text: 'Hello' });
    return;
  }
  await services.log.append({
    ...{ workspace_id: agent.workspaceId, conversation_id: id },
    entries: [{ type: 'ended', sender: senderOf(agent), client_id: null, body: { reason: 'agent' } }],
    patch: { status: 'ended' },
    expect: { status: ['open'], assignee_id: agent.memberId },
  });
}

async function arrive(
  { log }: Services,
  { visitor, id, teamId, place, priority }: Extract<RoutingAct, { act: 'arrive' }>,
): Promise<void> {
  const { workspaceId, siteId, visitorId } = visitor;
  await log.transact(async (tx, append) => {
    await tx.execute(sql`
      insert into conversations (workspace_id, id, site_id, visitor_id, team_id, number, priority, queued_at)
      values (${workspaceId}, ${id}, ${siteId}, ${visitorId}, ${teamId}, ${place}, ${priority},
        now() - interval '1 day' + make_interval(secs => ${place}))`);
    await append({
      ...{ workspace_id: workspaceId, conversation_id: id },
      entries: [{ type: 'started', sender: senderOf(visitor), client_id: null, body: { site_id: siteId } }],
    });
  });
}

function ignoreLate(error: unknown): void {
  if (!(error instanceof Error) || (codeOf(error) !== 'conflict' && !isBusy(error))) throw error;
}
