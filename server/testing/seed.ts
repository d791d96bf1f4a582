import { randomBytes, randomUUID } from 'node:crypto';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import type { Bus } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import { LogWriter } from '../log/log-writer.ts';
import { user } from '../auth/tables.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { sites } from '../sites/tables.ts';
import { visitors } from '../visitors/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** A node's services on a database. */
export function testServices(db: Database, bus: Bus = createInProcessBus()): Services {
  return { db, bus, log: new LogWriter(db, bus) };
}

export interface Seed {
  workspaceId: string;
  siteId: string;
  siteKey: string;
  agent: AgentActor;
}

/** A workspace of its own with a site and one agent. */
export async function seedWorkspace({ orm }: Pick<Database, 'orm'>): Promise<Seed> {
  const workspaceId = randomUUID();
  const siteId = randomUUID();
  const siteKey = randomBytes(9).toString('base64url');
  await orm.insert(workspaces).values({ id: workspaceId, name: 'Fern & Field' });
  const settings = {
    name: 'Fern & Field',
    accent: '#006d4f',
    greeting: 'Hello.',
    position: 'right',
  } as const;
  await orm.insert(sites).values({ workspaceId, id: siteId, key: siteKey, allowedOrigins: ['*'], settings });
  return { workspaceId, siteId, siteKey, agent: await seedAgent({ orm }, workspaceId, 'Mo') };
}

export async function seedAgent(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  name: string,
  role: AgentActor['role'] = 'agent',
): Promise<AgentActor> {
  const userId = randomUUID();
  const memberId = randomUUID();
  await orm.insert(user).values({ id: userId, name, email: `${userId}@example.org` });
  await orm.insert(members).values({ workspaceId, id: memberId, userId, name, role });
  return { kind: 'agent', workspaceId, memberId, name, role, userId, sessionId: randomUUID() };
}

export async function seedVisitor(
  { orm }: Pick<Database, 'orm'>,
  { workspaceId, siteId }: Seed,
): Promise<VisitorActor> {
  const visitorId = randomUUID();
  await orm.insert(visitors).values({ workspaceId, id: visitorId, siteId });
  return { kind: 'visitor', workspaceId, siteId, visitorId, name: null, tokenId: randomUUID() };
}
