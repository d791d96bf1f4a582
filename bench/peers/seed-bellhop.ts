import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { conversations } from '../../server/conversations/tables.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase, type Database, type DatabaseConfig } from '../../server/db/open-database.ts';
import { entries } from '../../server/log/tables.ts';
import { prepareInstallation } from '../../server/setup/prepare-installation.ts';
import { sites } from '../../server/sites/tables.ts';
import { visitors, visitorTokens } from '../../server/visitors/tables.ts';
import { hashToken, newToken } from '../../server/visitors/visitor-token.ts';
import type { VisitorPass } from './peer.ts';

export const SITE_ORIGIN = 'https://shop.example.com';
const ROWS_AT_ONCE = 500;
const DAY_MS = 86_400_000;

export interface Seeded {
  workspaceId: string;
  siteKey: string;
  visitors: VisitorPass[];
  databaseVersion: string;
}

type Place = Pick<DatabaseConfig, 'databaseUrl' | 'dataDir'>;

/**
 * Fills a database before its server starts: visitors who hold a token and have begun a conversation. Over HTTP an
 * address may make 20 visitors an hour [L2], and no measurement is worth a way around that.
 */
export async function seedBellhop(place: Place, secret: string, count: number): Promise<Seeded> {
  const db = await openDatabase(place);
  try {
    await migrate(db);
    const prepared = await prepareInstallation(db, { secret, secretGiven: true, demo: false });
    const { workspaceId } = prepared;
    if (workspaceId === null) throw new Error('The workspace of this database was deleted');
    const siteKey = randomBytes(9).toString('base64url');
    const siteId = await insertSite(db, workspaceId, siteKey);
    const passes: VisitorPass[] = [];
    for (let from = 0; from < count; from += ROWS_AT_ONCE) {
      const numbers = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, at) => from + at + 1);
      passes.push(...(await insertVisitors(db, workspaceId, siteId, numbers)));
    }
    await db.sql`update workspaces set rev = 1, last_number = ${count} where id = ${workspaceId}`;
    // What autovacuum does on a database that grew over time: without statistics the plans are those of empty tables.
    await db.sql`vacuum analyze`;
    return { workspaceId, siteKey, visitors: passes, databaseVersion: await versionOf(db) };
  } finally {
    await db.close();
  }
}

async function insertSite({ orm }: Database, workspaceId: string, key: string): Promise<string> {
  const id = randomUUID();
  const settings = { name: 'Bench', accent: '#006d4f', greeting: 'Hello.', position: 'right' } as const;
  await orm.insert(sites).values({ workspaceId, id, key, allowedOrigins: [SITE_ORIGIN], settings });
  return id;
}

async function insertVisitors({ orm }: Database, workspaceId: string, siteId: string, numbers: number[]) {
  const expiresAt = new Date(Date.now() + DAY_MS);
  const people = numbers.map((number) => ({
    number,
    visitorId: randomUUID(),
    conversationId: randomUUID(),
    token: newToken(),
  }));
  await orm.insert(visitors).values(people.map(({ visitorId: id }) => ({ workspaceId, id, siteId })));
  await orm.insert(visitorTokens).values(
    people.map(({ visitorId, token }) => ({
      workspaceId,
      id: randomUUID(),
      visitorId,
      tokenHash: hashToken(token),
      expiresAt,
    })),
  );
  await orm.insert(conversations).values(
    people.map(({ visitorId, conversationId: id, number }) => ({
      ...{ workspaceId, id, siteId, visitorId, number },
      ...{ seq: 2, publicSeq: 2, rev: 1, visitorRead: 2, waitingSince: sql`now()` },
      lastMessage: { sender: 'visitor' as const, text: 'Hello', at: new Date().toISOString() },
    })),
  );
  await orm.insert(entries).values(people.flatMap((person) => beginningOf(workspaceId, siteId, person)));
  return people.map(({ token, conversationId }) => ({ token, conversationId }));
}

function beginningOf(
  workspaceId: string,
  siteId: string,
  { visitorId, conversationId }: { visitorId: string; conversationId: string },
) {
  const sender = { senderKind: 'visitor', senderId: visitorId, senderName: null } as const;
  const common = { workspaceId, conversationId, rev: 1, ...sender };
  return [
    { ...common, seq: 1, publicSeq: 1, type: 'started', clientId: null, body: { site_id: siteId } },
    { ...common, seq: 2, publicSeq: 2, type: 'message', clientId: randomUUID(), body: { text: 'Hello' } },
  ];
}

async function versionOf({ sql: query }: Database): Promise<string> {
  const [row] = await query<{ server_version: string }[]>`show server_version`;
  return row?.server_version ?? 'unknown';
}
