import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { account, user } from '../../server/auth/tables.ts';
import { openDatabase, type Database } from '../../server/db/open-database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { members } from '../../server/members/tables.ts';
import { sites } from '../../server/sites/tables.ts';
import { teamMembers, teams } from '../../server/teams/tables.ts';
import { visitors, visitorTokens } from '../../server/visitors/tables.ts';
import { hashToken, newToken } from '../../server/visitors/visitor-token.ts';
import { workspaces } from '../../server/workspaces/tables.ts';
import { SITE_ORIGIN } from '../peers/seed-bellhop.ts';

export const PASSWORD = 'a password of the bench';
/** The most that a member can be given. */
export const CHATS_EACH = 100;
/** Longer than a run: nobody accepts, so that each chat is offered once. */
const OFFER_SECONDS = 600;
const DAY_MS = 86_400_000;

export interface SeededQueue {
  workspaceId: string;
  siteKey: string;
  agents: { memberId: string; email: string }[];
  tokens: string[];
}

/** A team that offers its chats, agents who have room for all of them, and visitors who have not written yet. */
export async function seedQueue(databaseUrl: string, agents: number, chats: number): Promise<SeededQueue> {
  const db = await openDatabase({ databaseUrl, dataDir: '' });
  try {
    await migrate(db);
    const workspaceId = randomUUID();
    const teamId = randomUUID();
    await db.orm.insert(workspaces).values({ id: workspaceId, name: 'Bench' });
    await db.orm.insert(teams).values({
      ...{ workspaceId, id: teamId, name: 'Support' },
      ...{ strategy: 'least_busy', offerSeconds: OFFER_SECONDS },
    });
    const site = await insertSite(db, workspaceId, teamId);
    const people = await insertAgents(db, workspaceId, teamId, agents);
    const tokens = await insertVisitors(db, workspaceId, site.id, chats);
    await db.sql`vacuum analyze`;
    return { workspaceId, siteKey: site.key, agents: people, tokens };
  } finally {
    await db.close();
  }
}

async function insertSite({ orm }: Database, workspaceId: string, defaultTeamId: string) {
  const id = randomUUID();
  const key = `key-${id}`;
  const settings = { name: 'Bench', accent: '#006d4f', greeting: 'Hello.', position: 'right' } as const;
  const allowedOrigins = [SITE_ORIGIN];
  await orm.insert(sites).values({ workspaceId, id, key, allowedOrigins, settings, defaultTeamId });
  return { id, key };
}

async function insertAgents({ orm }: Database, workspaceId: string, teamId: string, count: number) {
  const password = await hashPassword(PASSWORD);
  const people = Array.from({ length: count }, (_, at) => ({
    name: `Agent ${at + 1}`,
    userId: randomUUID(),
    memberId: randomUUID(),
    email: `agent-${at + 1}@example.com`,
  }));
  await orm.insert(user).values(people.map(({ userId: id, name, email }) => ({ id, name, email })));
  const credential = { providerId: 'credential', password };
  await orm
    .insert(account)
    .values(people.map(({ userId }) => ({ id: randomUUID(), accountId: userId, userId, ...credential })));
  await orm.insert(members).values(
    people.map(({ memberId: id, userId, name }, at) => ({
      ...{ workspaceId, id, userId, name, chatLimit: CHATS_EACH },
      role: at === 0 ? ('owner' as const) : ('agent' as const),
    })),
  );
  await orm
    .insert(teamMembers)
    .values(people.map(({ memberId }, position) => ({ workspaceId, teamId, memberId, position })));
  return people.map(({ memberId, email }) => ({ memberId, email }));
}

async function insertVisitors({ orm }: Database, workspaceId: string, siteId: string, count: number) {
  const expiresAt = new Date(Date.now() + DAY_MS);
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: newToken() }));
  await orm.insert(visitors).values(people.map(({ id }) => ({ workspaceId, id, siteId })));
  await orm.insert(visitorTokens).values(
    people.map(({ id: visitorId, token }) => ({
      ...{ workspaceId, id: randomUUID(), visitorId, expiresAt },
      tokenHash: hashToken(token),
    })),
  );
  return people.map(({ token }) => token);
}
