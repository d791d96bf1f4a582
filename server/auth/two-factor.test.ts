import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededMember } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';

const PASSWORD = 'correct horse battery';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const database = useDatabase('pglite');
let test: TestApp;
let member: SeededMember;

beforeAll(async () => {
  test = await createTestApp(database());
  const { workspaceId } = await seedSite(database(), []);
  member = await seedMember(database(), { workspaceId, password: PASSWORD });
});
afterAll(() => test.close());

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 6238, as an authenticator does it. */
function codeOf(totpUri: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const secret = fromBase32(new URL(totpUri).searchParams.get('secret') ?? '');
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
const auth = (path: string, body: unknown, cookie = '') =>
  test.post(`/api/v1/auth/${path}`, body, { cookie });
const signIn = () => auth('sign-in/email', { email: member.email, password: PASSWORD });

describe('the second step', () => {
  let totpUri: string;
  let backupCodes: string[];

  it('is set up with the password and confirmed by a code', async () => {
    const { cookie } = await test.cookieOf(member.userId);
    const enabled = await auth('two-factor/enable', { password: PASSWORD }, cookie);
    expect(enabled.status).toBe(200);
    ({ totpURI: totpUri, backupCodes } = (await enabled.json()) as {
      totpURI: string;
      backupCodes: string[];
    });
    const [stored] = await database().orm.execute<{ all: string }>(
      sql`select t::text as all from two_factor t`,
    );
    for (const secret of [new URL(totpUri).searchParams.get('secret') ?? 'none', ...backupCodes]) {
      expect(stored?.all).not.toContain(secret);
    }
    expect((await auth('two-factor/verify-totp', { code: codeOf(totpUri) }, cookie)).status).toBe(200);
  });

  it('stands between the password and the session', async () => {
    const first = await signIn();
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true });
    const halfway = cookiesOf(first);
    expect((await test.get('/api/v1/me', { cookie: halfway })).status).toBe(401);
    expect((await auth('two-factor/verify-totp', { code: '000000' }, halfway)).status).toBe(401);
    const second = await auth('two-factor/verify-totp', { code: codeOf(totpUri) }, halfway);
    expect(second.status, await second.clone().text()).toBe(200);
    expect((await test.get('/api/v1/me', { cookie: cookiesOf(second) })).status).toBe(200);
  });

  it('takes a backup code once', async () => {
    const [code] = backupCodes;
    const first = await auth('two-factor/verify-backup-code', { code }, cookiesOf(await signIn()));
    expect(first.status).toBe(200);
    const again = await auth('two-factor/verify-backup-code', { code }, cookiesOf(await signIn()));
    expect(again.status).toBe(401);
  });

  it('[S7] takes a backup code once, of many at the same time', async () => {
    const [, code] = backupCodes;
    const halfway = cookiesOf(await signIn());
    const tries = Array.from({ length: 10 }, () => auth('two-factor/verify-backup-code', { code }, halfway));
    const passed = (await Promise.all(tries)).filter(({ status }) => status === 200);
    expect(passed).toHaveLength(1);
  });

  it('makes the codes anew; the former ones end', async () => {
    const { cookie } = await test.cookieOf(member.userId);
    const answer = await auth('two-factor/generate-backup-codes', { password: PASSWORD }, cookie);
    const { backupCodes: renewed } = (await answer.json()) as { backupCodes: string[] };
    expect(renewed).toHaveLength(10);
    const use = async (code: string | undefined) =>
      (await auth('two-factor/verify-backup-code', { code }, cookiesOf(await signIn()))).status;
    expect(await use(backupCodes[2])).toBe(401);
    expect(await use(renewed[0])).toBe(200);
  });
});

describe('[S6] a password that changes', () => {
  it('ends the other sessions of its person', async () => {
    const heard: BusMessage[] = [];
    test.services.bus.subscribe((message) => heard.push(message));
    const [mine, other] = [await test.cookieOf(member.userId), await test.cookieOf(member.userId)];
    const change = { currentPassword: PASSWORD, newPassword: 'another long one' };
    const changed = await auth('change-password', change, mine.cookie);
    expect(changed.status, await changed.clone().text()).toBe(200);
    expect(heard).toContainEqual({ kind: 'revoked', scope: 'session', id: other.sessionId });
    expect((await test.get('/api/v1/me', { cookie: other.cookie })).status).toBe(401);
    expect((await test.get('/api/v1/me', { cookie: cookiesOf(changed) })).status).toBe(200);
  });
});
