import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgentSessions } from '../../auth/agent-sessions.ts';
import { resolveAgent } from '../../auth/agent-actor.ts';
import { stillValid } from '../../auth/still-valid.ts';
import { session } from '../../auth/tables.ts';
import { createInProcessBus } from '../../bus/in-process-bus.ts';
import type { Bus } from '../../bus/bus.ts';
import type { Database } from '../../db/database.ts';
import type { AgentActor } from '../../identity.ts';
import type { Services } from '../../services.ts';
import { seedAgent, testServices, type Seed } from '../../testing/seed.ts';
import { openVisitorSession } from '../../visitors/open-visitor-session.ts';
import { resolveVisitor } from '../../visitors/visitor-actor.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { attachGateway, type Gateway, type GatewayOptions } from '../gateway.ts';
import { WireClient } from './wire-client.ts';

export const CONSOLE_ORIGIN = 'https://chat.example.org';
export const SITE_ORIGIN = 'https://shop.example.org';
const COOKIE = 'test_session';
const HOUR_MS = 3_600_000;

/** Sign-in by a cookie that is the session's id; better-auth is tested elsewhere. */
export const testSessions = (db: Database): AgentSessions => ({
  consoleOrigins: [CONSOLE_ORIGIN],
  async find(cookieHeader) {
    const id = /test_session=([\w-]+)/.exec(cookieHeader ?? '')?.[1];
    const rows = await db.orm.select().from(session);
    const found = rows.find((row) => row.id === id);
    const { id: sessionId, userId, onlyWorkspaceId } = found ?? {};
    if (sessionId === undefined || userId === undefined) return null;
    return { kind: 'user', userId, sessionId, email: '', name: '', onlyWorkspaceId: onlyWorkspaceId ?? null };
  },
});

export interface VisitorPass {
  token: string;
  visitorId: string;
}
export interface AgentPass {
  actor: AgentActor;
  cookie: string;
}

/** A node: a real HTTP server with the gateway, on a database. */
export class TestNode {
  readonly clients: WireClient[] = [];
  readonly errors: unknown[] = [];
  readonly bus: Bus;
  readonly services: Services;
  readonly gateway: Gateway;
  readonly http: Server;

  constructor(db: Database, options: Partial<GatewayOptions> & { bus?: Bus } = {}) {
    this.bus = options.bus ?? createInProcessBus();
    this.services = testServices(db, this.bus);
    this.http = createServer((_request, response) => response.writeHead(404).end());
    this.gateway = attachGateway(this.http, this.services, {
      resolveVisitor: (credentials) => resolveVisitor(this.services, credentials),
      resolveAgent: (credentials) =>
        resolveAgent({ ...this.services, sessions: testSessions(db) }, credentials),
      stillValid: (rights) => stillValid(this.services, rights),
      isConsoleOrigin: (origin) => origin === CONSOLE_ORIGIN,
      onError: (error) => this.errors.push(error),
      ...options,
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((done) => this.http.listen(0, '127.0.0.1', done));
    return this;
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  client(headers: Record<string, string> = {}, origin: string | undefined = SITE_ORIGIN): WireClient {
    const client = new WireClient(`ws://127.0.0.1:${this.port}/ws`, { headers, ...(origin && { origin }) });
    this.clients.push(client);
    return client;
  }

  /** A visitor's socket, welcomed. */
  async visitor(seed: Seed, pass: VisitorPass): Promise<WireClient> {
    const client = await this.client().open();
    client.send(visitorHello(seed, pass));
    await client.next('welcome');
    return client;
  }

  /** An agent's socket, welcomed. */
  async agent(pass: AgentPass, position?: { epoch: string; rev: number }): Promise<WireClient> {
    const client = await this.client({ cookie: pass.cookie }, CONSOLE_ORIGIN).open();
    client.send(agentHello(pass.actor.workspaceId, position));
    await client.next('welcome');
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.gateway.drain(0);
    await this.services.log.close();
    await new Promise((done) => this.http.close(done));
  }
}

export const visitorHello = (seed: Pick<Seed, 'siteKey'>, { token }: Pick<VisitorPass, 'token'>) => ({
  type: 'hello',
  v: PROTOCOL_VERSION,
  role: 'visitor',
  site: seed.siteKey,
  token,
});

export const agentHello = (workspace: string, position?: { epoch: string; rev: number }) => ({
  type: 'hello',
  v: PROTOCOL_VERSION,
  role: 'agent',
  workspace,
  ...(position && { position }),
});

export async function visitorPass(db: Database, seed: Seed): Promise<VisitorPass> {
  const { token, visitor_id } = await openVisitorSession(
    { db },
    { siteKey: seed.siteKey, origin: SITE_ORIGIN },
  );
  return { token, visitorId: visitor_id };
}

/** A signed-in agent of a workspace. */
export async function agentPass(
  db: Database,
  workspaceId: string,
  name = 'Mo',
  role?: AgentActor['role'],
): Promise<AgentPass> {
  return signIn(db, await seedAgent(db, workspaceId, name, role));
}

export async function signIn(db: Database, actor: AgentActor): Promise<AgentPass> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + HOUR_MS);
  await db.orm.insert(session).values({ id, token: randomUUID(), userId: actor.userId, expiresAt });
  return { actor: { ...actor, sessionId: id }, cookie: `${COOKIE}=${id}` };
}

/** The fields of a new message, or of a new conversation. */
export const words = (conversation_id: string, text = 'Hello') => ({
  conversation_id,
  client_id: randomUUID(),
  text,
});
