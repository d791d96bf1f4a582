import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { issueResetLink } from '../auth/issue-reset-link.ts';
import type { BusMessage } from '../bus/bus.ts';
import { createTestApp, PUBLIC_URL, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';

const SESSIONS = '/api/v1/visitor/sessions';
const CONVERSATIONS = '/api/v1/visitor/conversations';
const database = useDatabase('pglite');
let test: TestApp;
let site: SeededSite;

beforeEach(async () => {
  test = await createTestApp(database(), { TRUST_PROXY: '1' });
  site = await seedSite(database(), [SHOP, PUBLIC_URL]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await test.close();
});

interface Opened {
  token: string;
  visitor_id: string;
  expires_at: string;
}
const open = (origin = SHOP, key = site.siteKey, from = '203.0.113.1') =>
  test.post(SESSIONS, { site: key }, { origin, 'x-forwarded-for': from });
const opened = async () => (await (await open()).json()) as Opened;
const as = (token: string, origin = SHOP) => ({ authorization: `Bearer ${token}`, origin });

describe('a visitor session', () => {
  it('is opened from an allowed origin; the token is stored as a hash alone', async () => {
    const response = await open();
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
    const { token, expires_at } = (await response.json()) as Opened;
    expect(token).toMatch(/^[\w-]{43}$/);
    const days = (Date.parse(expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(179);
    const [row] = await database().orm.execute<{ all: string }>(
      sql`select string_agg(t::text, ' ') as all from visitor_tokens t`,
    );
    expect(row?.all).not.toContain(token);
    expect(row?.all).not.toContain(Buffer.from(token).toString('hex'));
  });

  it.each(['https://evil.test', `${SHOP}.evil.test`, 'null', 'http://shop.test', `${SHOP}:8443`])(
    '[S17] is refused to %s, with an answer that the page can read',
    async (origin) => {
      const response = await open(origin);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'forbidden' } });
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it('is refused without an origin, and for an unknown site', async () => {
    const bare = await test.app.request(SESSIONS, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site: site.siteKey }),
    });
    expect(bare.status).toBe(403);
    for (const key of ['unknown', 'undefined', '*', "' or 1=1 --"])
      expect((await open(SHOP, key)).status).toBe(404);
  });

  it('[S26] is given twenty times an hour to an address, where IPv6 counts by its /64', async () => {
    for (let at = 0; at < 20; at++)
      expect((await open(SHOP, site.siteKey, `2001:db8:5:6::${at + 1}`)).status).toBe(201);
    const refused = await open(SHOP, site.siteKey, '2001:db8:5:6:abcd::1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await open(SHOP, site.siteKey, '2001:db8:5:7::1')).status).toBe(201);
  });

  it('ends by revocation and by time, for ever', async () => {
    const heard: BusMessage[] = [];
    test.services.bus.subscribe((message) => heard.push(message));
    const { token } = await opened();
    const { tokenId } = await resolveVisitor(test.services, { token, origin: SHOP });
    const gone = await test.app.request('/api/v1/visitor/session', { method: 'DELETE', headers: as(token) });
    expect(gone.status).toBe(204);
    expect(heard).toContainEqual({ kind: 'revoked', scope: 'visitor_token', id: tokenId });
    expect((await test.get(CONVERSATIONS, as(token))).status).toBe(401);
    const { token: other } = await opened();
    await database().orm.execute(sql`update visitor_tokens set expires_at = now() - interval '1 second'`);
    expect((await test.get(CONVERSATIONS, as(other))).status).toBe(401);
  });

  it('[H3] is of one site', async () => {
    const { token } = await opened();
    const other = await seedSite(database(), [SHOP]);
    const of = (siteKey: string, origin = SHOP) => resolveVisitor(test.services, { token, siteKey, origin });
    await expect(of(site.siteKey)).resolves.toMatchObject({ kind: 'visitor', workspaceId: site.workspaceId });
    await expect(of(other.siteKey)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(of(site.siteKey, 'https://evil.test')).rejects.toMatchObject({ code: 'forbidden' });
    const unknown = { token: 'x'.repeat(43), origin: SHOP };
    await expect(resolveVisitor(test.services, { ...unknown, siteKey: site.siteKey })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(resolveVisitor(test.services, { ...unknown, siteKey: 'none' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the visitor API', () => {
  it('answers a preflight of any page without credentials', async () => {
    const response = await test.app.request(`${CONVERSATIONS}/${randomUUID()}/messages`, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('has no CORS for what belongs to the console', async () => {
    for (const path of ['/api/v1/me', '/api/v1/auth/sign-in/email', '/api/v1/setup']) {
      for (const method of ['OPTIONS', 'GET']) {
        const response = await test.app.request(path, { method, headers: { origin: SHOP } });
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
      }
    }
  });

  it('carries a conversation from first word to end, answering a resend with the first answer', async () => {
    const { token } = await opened();
    const first = { conversation_id: randomUUID(), client_id: randomUUID(), text: 'Hello' };
    const answer = await (await test.post(CONVERSATIONS, first, as(token))).json();
    expect(answer).toMatchObject({
      conversation_id: first.conversation_id,
      client_id: first.client_id,
      seq: 2,
    });
    expect(await (await test.post(CONVERSATIONS, { ...first, text: 'Else' }, as(token))).json()).toEqual(
      answer,
    );
    const one = `${CONVERSATIONS}/${first.conversation_id}`;
    expect(
      (await test.post(`${one}/messages`, { client_id: randomUUID(), text: 'Is anybody there?' }, as(token)))
        .status,
    ).toBe(200);
    expect((await test.post(`${one}/end`, { client_id: randomUUID() }, as(token))).status).toBe(200);
    const page = (await (await test.get(`${one}/entries?after=0&limit=3`, as(token))).json()) as {
      entries: { type: string }[];
      more: boolean;
    };
    expect(page.entries.map(({ type }) => type)).toEqual(['started', 'message', 'message']);
    expect(page.more).toBe(true);
    const list = (await (await test.get(CONVERSATIONS, as(token))).json()) as { conversations: object[] };
    expect(list.conversations).toMatchObject([{ id: first.conversation_id, status: 'ended' }]);
  });

  it('[S1] takes nothing of who, where and when from a body', async () => {
    const { token, visitor_id } = await opened();
    const other = await seedSite(database(), [SHOP]);
    const first = { conversation_id: randomUUID(), client_id: randomUUID(), text: 'Hello' };
    const forged = {
      workspace_id: other.workspaceId,
      site_id: other.siteId,
      visitor_id: randomUUID(),
      seq: 99,
      created_at: '2001-01-01T00:00:00Z',
      sender: { kind: 'agent' },
      role: 'owner',
    };
    expect((await test.post(CONVERSATIONS, { ...forged, ...first }, as(token))).status).toBe(200);
    const rows = await database().orm.execute(
      sql`select workspace_id, site_id, visitor_id, created_at > now() - interval '1 hour' as fresh from conversations where id = ${first.conversation_id}`,
    );
    expect([...rows]).toEqual([
      { workspace_id: site.workspaceId, site_id: site.siteId, visitor_id, fresh: true },
    ]);
  });

  it.each([
    ['an empty text', { text: '  ' }, 'text'],
    ['a NUL', { text: 'a\u0000b' }, 'text'],
    ['a text too long', { text: 'x'.repeat(10_001) }, 'text'],
    ['no text', { text: undefined }, 'text'],
    ['a text that is an object', { text: { type: 'b' } }, 'text'],
    ['an id that is none', { client_id: '1' }, 'client_id'],
  ])('refuses %s and names the field', async (_what, wrong, field) => {
    const { token } = await opened();
    const body = { conversation_id: randomUUID(), client_id: randomUUID(), text: 'Hello', ...wrong };
    const response = await test.post(CONVERSATIONS, body, as(token));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'bad_request', field } });
  });

  it('stores a lone surrogate as U+FFFD', async () => {
    const { token } = await opened();
    const id = randomUUID();
    const body = `{"conversation_id":"${id}","client_id":"${randomUUID()}","text":"a\\ud800b"}`;
    const sent = await test.app.request(CONVERSATIONS, {
      method: 'POST',
      headers: { ...as(token), 'content-type': 'application/json' },
      body,
    });
    expect(sent.status).toBe(200);
    expect(await (await test.get(`${CONVERSATIONS}/${id}/entries`, as(token))).text()).toContain('a\ufffdb');
  });

  it.each([
    ['no JSON', '{', 400],
    ['a forbidden key', '{"__proto__":{"site":"x"}}', 400],
    ['200,000 levels', '['.repeat(60_000), 400],
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['a megabyte', `"${'x'.repeat(1_048_576)}"`, 413],
    ['nothing', '', 400],
    ['an array', '[]', 400],
  ])('[S24] refuses %s', async (_what, body, status) => {
    const headers = { origin: SHOP, 'content-type': 'application/json' };
    const response = await test.app.request(SESSIONS, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code: status === 413 ? 'too_large' : 'bad_request' },
    });
  });

  it('reads no further than the limit when no length is told', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
      },
    });
    const headers = { origin: SHOP, 'content-type': 'application/json' };
    const request = new Request(`${PUBLIC_URL}${SESSIONS}`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    expect((await test.app.request(request)).status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  it('refuses a form, which any page may post', async () => {
    const headers = { origin: SHOP, 'content-type': 'text/plain' };
    const response = await test.app.request(SESSIONS, {
      method: 'POST',
      headers,
      body: JSON.stringify({ site: site.siteKey }),
    });
    expect(response.status).toBe(400);
  });
});

describe('[S7] secrets', () => {
  it('are in no answer and no log, also when the database fails', async () => {
    const password = 'canary-password-5127';
    const member = await seedMember(database(), { workspaceId: site.workspaceId, password });
    const { token } = await opened();
    const { cookie, token: sessionToken } = await test.cookieOf(member.userId);
    const printed = (['error', 'warn', 'log', 'info'] as const).map((name) => vi.spyOn(console, name));
    const link = await issueResetLink(test.services.auth, test.services.config, member.email);
    const resetToken = link?.split('#/reset/')[1] ?? 'none';
    const answers: string[] = [];
    const remember = async (response: Response) => answers.push(await response.text());
    await remember(await test.post('/api/v1/auth/sign-in/email', { email: member.email, password }));
    await remember(
      await test.post('/api/v1/auth/sign-in/email', { email: member.email, password: `${password}!` }),
    );
    await remember(await test.get('/api/v1/me', { cookie }));
    await remember(await test.get(`/api/v1/workspaces/${site.workspaceId}/conversations`, { cookie }));
    await remember(await test.get(CONVERSATIONS, as(token)));
    await database().orm.execute(sql`alter table visitor_tokens rename to gone`);
    await database().orm.execute(sql`alter table session rename to session_gone`);
    await database().orm.execute(sql`alter table "user" rename to user_gone`);
    try {
      const newPassword = 'canary-new-password-5127';
      const failed = [
        await test.get(CONVERSATIONS, as(token)),
        await test.get('/api/v1/me', { cookie }),
        await open(),
        await test.post('/api/v1/auth/sign-in/email', { email: member.email, password }),
        await test.post('/api/v1/auth/sign-out', {}, { cookie }),
        await test.post('/api/v1/auth/reset-password', { token: resetToken, newPassword }),
      ];
      expect(failed.filter(({ status }) => status >= 500).length).toBeGreaterThanOrEqual(5);
      for (const response of failed) await remember(response);
    } finally {
      await database().orm.execute(sql`alter table user_gone rename to "user"`);
      await database().orm.execute(sql`alter table gone rename to visitor_tokens`);
      await database().orm.execute(sql`alter table session_gone rename to session`);
    }
    expect(test.logged.length).toBeGreaterThan(0);
    const said = printed.flatMap(({ mock }) => mock.calls.map((call) => inspect(call, { depth: 9 })));
    expect([...test.logged, ...said].join('\n')).not.toContain(member.email);
    const everything = [...answers, ...test.logged, ...said].join('\n');
    for (const secret of [
      password,
      'canary-new',
      token,
      resetToken,
      sessionToken,
      decodeURIComponent(cookie.split('=')[1] ?? ''),
    ]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).not.toMatch(/quick:[\da-f]{8}/);
    expect(answers.join('\n')).not.toMatch(/visitor_tokens|select |\bat .*\.ts:/);
  });
});
