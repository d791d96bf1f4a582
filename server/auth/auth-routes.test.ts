import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { createTestApp, PUBLIC_URL, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededMember } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';
import { resolveAgent } from './agent-actor.ts';

const PASSWORD = 'correct horse battery';
const SIGN_IN = '/api/v1/auth/sign-in/email';
const database = useDatabase('pglite');

let test: TestApp;
let workspaceId: string;
let member: SeededMember;
let heard: BusMessage[];

beforeEach(async () => {
  test = await createTestApp(database());
  ({ workspaceId } = await seedSite(database(), ['https://shop.test']));
  member = await seedMember(database(), { workspaceId, password: PASSWORD });
  heard = [];
  test.services.bus.subscribe((message) => heard.push(message));
});
afterEach(() => test.close());

const signIn = (email: string, password: string, headers = {}) =>
  test.post(SIGN_IN, { email, password }, headers);
const cookieFrom = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

describe('signing in', () => {
  it('gives an HttpOnly, Lax, Secure cookie and no token to scripts', async () => {
    const response = await signIn(member.email.toUpperCase(), PASSWORD);
    expect(response.status).toBe(200);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-bellhop\.session_token=[^;]+;.*HttpOnly.*SameSite=Lax/i);
    expect(cookie).toMatch(/;\s*Secure/i);
    const token = decodeURIComponent(cookieFrom(response)).split('=')[1]?.split('.')[0] ?? 'none';
    expect(token.length).toBeGreaterThan(20);
    expect(await response.text()).not.toContain(token);
    const me = await test.get('/api/v1/me', { cookie: cookieFrom(response) });
    expect(await me.json()).toMatchObject({
      user: { email: member.email },
      memberships: [{ workspace: { id: workspaceId } }],
    });
  });

  it('sets no Secure flag where the public address is http', async () => {
    const plain = await createTestApp(database(), { PUBLIC_URL: 'http://chat.test' });
    const response = await plain.post(SIGN_IN, { email: member.email, password: PASSWORD });
    expect(response.headers.getSetCookie()[0]).toMatch(/^bellhop\.session_token=/);
    expect(response.headers.getSetCookie()[0]).not.toMatch(/Secure/i);
    await plain.close();
  });

  it('[S11] answers alike for a wrong password and an unknown address', async () => {
    const [wrong, unknown] = [
      await signIn(member.email, 'wrong password'),
      await signIn('nobody@example.com', 'wrong password'),
    ];
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
    expect([...wrong.headers].toString()).toBe([...unknown.headers].toString());
  });

  it('[S11] is limited by address of mail, whether anybody has it or not', async () => {
    for (const email of [member.email, 'nobody@example.com']) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 11; attempt++) statuses.push((await signIn(email, 'wrong')).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    }
    const refused = await signIn(member.email.toUpperCase(), PASSWORD);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      error: { code: 'rate_limited', retry_after: expect.any(Number) },
    });
  });

  it('[S11] is limited by the address that the proxy of ours saw, whatever the client wrote', async () => {
    const proxied = await createTestApp(database(), { TRUST_PROXY: '1' });
    const attempt = (at: number, seen: string) =>
      proxied.post(
        SIGN_IN,
        { email: `n${at}-${seen}@example.com`.replaceAll(':', '-'), password: 'wrong' },
        {
          'x-forwarded-for': `10.9.8.${at}, ${seen}`,
        },
      );
    for (let at = 0; at < 30; at++) expect((await attempt(at, `2001:db8:1:2::${at + 1}`)).status).toBe(401);
    expect((await attempt(31, '2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await attempt(32, '2001:db8:1:3::1')).status).toBe(401);
    await proxied.close();
  });

  it('[S17] is refused from another origin, and without a word of where it comes from', async () => {
    const body = { email: member.email, password: PASSWORD };
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: `${PUBLIC_URL}.evil.test` },
      { origin: '' },
    ]) {
      expect((await test.post(SIGN_IN, body, headers)).status).toBe(403);
    }
    const bare = { method: 'POST', body: JSON.stringify(body) };
    const json = { 'content-type': 'application/json' };
    expect((await test.app.request(SIGN_IN, { ...bare, headers: json })).status).toBe(403);
    expect(
      (await test.app.request(SIGN_IN, { ...bare, headers: { ...json, 'sec-fetch-site': 'same-site' } }))
        .status,
    ).toBe(403);
    expect(
      (await test.app.request(SIGN_IN, { ...bare, headers: { ...json, 'sec-fetch-site': 'same-origin' } }))
        .status,
    ).toBe(200);
  });

  it.each([
    'sign-up/email',
    'update-user',
    'delete-user',
    'list-sessions',
    'get-session',
    'verify-password',
    'sign-in/social',
    'error',
    'ok',
  ])('offers nothing else of the library: %s', async (path) => {
    const { cookie } = await test.cookieOf(member.userId);
    expect((await test.post(`/api/v1/auth/${path}`, {}, { cookie })).status).toBe(404);
    expect((await test.get(`/api/v1/auth/${path}`, { cookie })).status).toBe(404);
  });
});

describe('[S6] a session that ends', () => {
  it('is told on the bus when its person signs out, and no longer counts', async () => {
    const { cookie, sessionId } = await test.cookieOf(member.userId);
    const out = await test.post('/api/v1/auth/sign-out', {}, { cookie });
    expect(out.status).toBe(200);
    expect(heard).toContainEqual({ kind: 'revoked', scope: 'session', id: sessionId });
    expect((await test.get('/api/v1/me', { cookie })).status).toBe(401);
  });

  it('is every one when the password changes by the link', async () => {
    const sessions = [await test.cookieOf(member.userId), await test.cookieOf(member.userId)];
    const { issueResetLink } = await import('./issue-reset-link.ts');
    const link = await issueResetLink(test.services.auth, test.services.config, member.email);
    const token = link?.split('#/reset/')[1] ?? '';
    const [stored] = await database().orm.execute(
      sql`select string_agg(identifier, ' ') as all from verification`,
    );
    expect(JSON.stringify(stored)).not.toContain(token);
    const attempts = Array.from({ length: 5 }, (_, at) =>
      test.post('/api/v1/auth/reset-password', { token, newPassword: `a new password ${at}` }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 400, 400, 400, 400]);
    for (const { cookie, sessionId } of sessions) {
      expect(heard).toContainEqual({ kind: 'revoked', scope: 'session', id: sessionId });
      expect((await test.get('/api/v1/me', { cookie })).status).toBe(401);
    }
    expect((await signIn(member.email, PASSWORD)).status).toBe(401);
  });

  it('does not count with a forged signature', async () => {
    const { cookie } = await test.cookieOf(member.userId);
    const forged = cookie.replace(/.{6}$/, 'AAAA%3D');
    expect((await test.get('/api/v1/me', { cookie: forged })).status).toBe(401);
  });
});

describe('[H4] resolveAgent', () => {
  it('takes a session from the console origin into workspaces where its person works', async () => {
    const { cookie, sessionId } = await test.cookieOf(member.userId);
    const of = (over: object) =>
      resolveAgent(test.services, { cookieHeader: cookie, workspaceId, origin: PUBLIC_URL, ...over });
    expect(await of({})).toMatchObject({ kind: 'agent', memberId: member.memberId, sessionId, workspaceId });
    await expect(of({ origin: 'https://evil.test' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(of({ origin: null })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(of({ cookieHeader: null })).rejects.toMatchObject({ code: 'unauthenticated' });
    const foreign = (await seedSite(database(), [])).workspaceId;
    const answers = await Promise.all(
      [foreign, crypto.randomUUID(), '', 'undefined'].map((id) =>
        of({ workspaceId: id }).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    await database().orm.execute(
      sql`update members set deactivated_at = now() where id = ${member.memberId}`,
    );
    await expect(of({})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
