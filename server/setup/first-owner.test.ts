import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { createTestApp } from '../testing/test-app.ts';
import { databaseKinds, testDatabase, type DatabaseKind } from '../testing/test-database.ts';
import { allowDemoOrigins } from './allow-demo-origins.ts';
import { createFirstOwner } from './create-first-owner.ts';
import { nameFromEmail } from './name-from-email.ts';
import { prepareInstallation } from './prepare-installation.ts';
import { settleFirstOwner } from './settle-first-owner.ts';
import { newSetupLink } from './setup-link.ts';

const PREPARATION = { secret: 'x'.repeat(40), secretGiven: true, demo: true };
const URL_ONLY = { publicUrl: 'https://chat.test' };
const owner = (name: string) => ({ name, email: `${name}@example.com`, password: 'long enough' });
const tokenOf = (link: string | null) => link?.split('#/setup/')[1] ?? '';

const count = async (db: Database, table: string): Promise<number> => {
  const [row] = await db.orm.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.raw(`"${table}"`)}`,
  );
  return row?.n ?? -1;
};

async function withFresh<T>(kind: DatabaseKind, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await testDatabase(kind);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

describe.each(databaseKinds)('[S8] the first owner (%s)', (kind) => {
  it('is one of twenty who claim the same link at once, and set-up is closed for ever', () =>
    withFresh(kind, async (db) => {
      await prepareInstallation(db, PREPARATION);
      const token = tokenOf(await newSetupLink(db, URL_ONLY));
      const test = await createTestApp(db);
      const claims = Array.from({ length: 20 }, (_, at) =>
        test.post('/api/v1/setup', { token, ...owner(`eve${at}`) }),
      );
      const statuses = (await Promise.all(claims)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(19);
      expect([await count(db, 'user'), await count(db, 'members'), await count(db, 'account')]).toEqual([
        1, 1, 1,
      ]);
      expect(await newSetupLink(db, URL_ONLY)).toBeNull();
      await db.orm.execute(sql`delete from "user"`);
      expect(await createFirstOwner(db, owner('late'))).toBe(false);
      expect(await (await test.get('/api/v1/setup')).json()).toEqual({ open: false });
      await test.close();
    }));

  it('is one of twenty nodes that start at once with an owner in their environment', () =>
    withFresh(kind, async (db) => {
      const env = { BELLHOP_OWNER_EMAIL: 'ada@example.com', BELLHOP_OWNER_PASSWORD: 'long enough' };
      const config = parseConfig(env);
      const starts = Array.from({ length: 20 }, async () => {
        const prepared = await prepareInstallation(db, PREPARATION);
        await settleFirstOwner(db, config);
        return prepared;
      });
      const prepared = await Promise.all(starts);
      expect(new Set(prepared.map(({ demoSiteKey }) => demoSiteKey)).size).toBe(1);
      expect([await count(db, 'user'), await count(db, 'workspaces'), await count(db, 'sites')]).toEqual([
        1, 1, 1,
      ]);
    }));
});

// Each needs a database of its own, which a Postgres copies in a tenth of the time that an embedded one takes to open.
describe('set-up', () => {
  it('takes the newest link only, and keeps no token', () =>
    withFresh('postgres', async (db) => {
      await prepareInstallation(db, PREPARATION);
      const old = tokenOf(await newSetupLink(db, URL_ONLY));
      const token = tokenOf(await newSetupLink(db, URL_ONLY));
      const test = await createTestApp(db);
      const refused = await test.post('/api/v1/setup', { token: old, ...owner('eve') });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ error: { code: 'forbidden', field: 'token' } });
      const [row] = await db.orm.execute(sql`select * from installation`);
      expect(JSON.stringify(row)).not.toContain(token);
      expect((await test.post('/api/v1/setup', { token, ...owner('ada') })).status).toBe(204);
      const signedIn = await test.post('/api/v1/auth/sign-in/email', {
        email: 'Ada@example.com',
        password: 'long enough',
      });
      expect(signedIn.status).toBe(200);
      await test.close();
    }));

  it('finds everything as it was at the second start', () =>
    withFresh('postgres', async (db) => {
      const first = await prepareInstallation(db, PREPARATION);
      await allowDemoOrigins(db, first.demoSiteKey ?? '', ['http://localhost:3001']);
      expect(await prepareInstallation(db, PREPARATION)).toEqual(first);
      await allowDemoOrigins(db, first.demoSiteKey ?? '', ['http://localhost:3001', 'http://localhost:4001']);
      const [site] = await db.orm.execute(sql`select allowed_origins from sites`);
      expect(site).toEqual({ allowed_origins: ['http://localhost:3001', 'http://localhost:4001'] });
    }));

  it('makes a workspace but no site without a demo, and the site once there is one', () =>
    withFresh('postgres', async (db) => {
      const { demoSiteKey } = await prepareInstallation(db, { ...PREPARATION, demo: false });
      expect([demoSiteKey, await count(db, 'workspaces'), await count(db, 'sites')]).toEqual([null, 1, 0]);
      expect((await prepareInstallation(db, PREPARATION)).demoSiteKey).toMatch(/^[\w-]{16}$/);
    }));

  it('refuses a node that made up another secret than the database knows, not one that was given another', () =>
    withFresh('postgres', async (db) => {
      await prepareInstallation(db, PREPARATION);
      const other = { ...PREPARATION, secret: 'y'.repeat(40) };
      await expect(prepareInstallation(db, { ...other, secretGiven: false })).rejects.toThrow(
        /^SECRET is not set/,
      );
      await expect(prepareInstallation(db, other)).resolves.toBeDefined();
    }));

  it.each([
    ['ada.lovelace@example.com', 'Ada Lovelace'],
    ['mo+chat@example.com', 'Mo'],
    ['.@example.com', 'Owner'],
  ])('calls %s %s', (email, name) => expect(nameFromEmail(email)).toBe(name));
});
