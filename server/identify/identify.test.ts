import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditEntries } from '../audit/tables.ts';
import type { BusMessage } from '../bus/bus.ts';
import { sites } from '../sites/tables.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedAgent } from '../testing/seed.ts';
import { seedSite, type SeededSite } from '../testing/seed-people.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { exportVisitor } from '../visitors/export-visitor.ts';
import { eraseVisitor } from '../visitors/erase-visitor.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { mergeVisitors } from '../visitors/merge-visitors.ts';
import { visitors, visitorTokens } from '../visitors/tables.ts';
import { changeSiteIdentity, makeIdentityKey, readSiteIdentity, revokeIdentityKey } from './identity-keys.ts';
import { identityKeys } from './tables.ts';

const HOUR = 3_600;
const now = () => Math.floor(Date.now() / 1_000);
const bytes = (text: string) => new TextEncoder().encode(text);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Answered {
  token: string;
  visitor_id: string;
  subject: string;
}

describeEachDatabase('identify', (database) => {
  let app: TestApp;
  let site: SeededSite;
  beforeEach(async () => {
    app = await createTestApp(database());
    site = await seedSite(database(), [SHOP]);
  });
  afterEach(() => app.close());

  const adminOf = (workspaceId: string) => seedAgent(database(), workspaceId, 'Ada', 'admin');
  const keyOf = async (of = site) => makeIdentityKey(app.services, await adminOf(of.workspaceId), of.siteId);
  const sign = (secret: string, claims: object = {}, header: object = {}) =>
    new SignJWT({ sub: 'u1', aud: site.siteKey, iat: now(), exp: now() + HOUR, ...claims })
      .setProtectedHeader({ alg: 'HS256', ...header })
      .sign(bytes(secret));
  const from = (visitor?: string) => ({
    origin: SHOP,
    ...(visitor && { authorization: `Bearer ${visitor}` }),
  });
  const ask = (token: string, visitor?: string, key = site.siteKey) =>
    app.post('/api/v1/visitor/identify', { site: key, token }, from(visitor));
  const identify = async (token: string, visitor?: string): Promise<Answered> => {
    const answer = await ask(token, visitor);
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as Answered;
  };
  const refusal = async (token: string, visitor?: string, key?: string) => {
    const answer = await ask(token, visitor, key);
    return [answer.status, ((await answer.json()) as { error: { code: string; field?: string } }).error];
  };
  const come = async () =>
    (await (await app.post('/api/v1/visitor/sessions', { site: site.siteKey }, from())).json()) as Answered;
  const talk = async (
    visitor: string,
    text: string,
    conversation_id = randomUUID(),
    client_id = randomUUID(),
  ) => {
    const body = { conversation_id, client_id, text };
    const answer = await app.post('/api/v1/visitor/conversations', body, from(visitor));
    if (!answer.ok) throw new Error(await answer.text());
    return body;
  };
  const history = async (visitor: string) => {
    const answer = await app.get('/api/v1/visitor/conversations', from(visitor));
    if (!answer.ok) return answer.status;
    const { conversations } = (await answer.json()) as { conversations: { id: string }[] };
    return conversations.map(({ id }) => id).toSorted();
  };
  const tell = (what: string, visitor: string, body: object) =>
    app.post(`/api/v1/visitor/${what}`, body, from(visitor));

  it('[ID1] [S9] refuses what is not proven, alike, and nothing comes of it', async () => {
    const { secret, id } = await keyOf();
    const elsewhere = await seedSite(database(), [SHOP], 'Other');
    const foreign = await keyOf(elsewhere);
    const neighbour = randomUUID();
    await database()
      .orm.insert(sites)
      .values({
        workspaceId: site.workspaceId,
        id: neighbour,
        key: neighbour,
        allowedOrigins: [SHOP],
        settings: {},
      });
    const beside = await keyOf({ ...site, siteId: neighbour });
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { sub: 'u1', aud: site.siteKey, iat: now(), exp: now() + HOUR };
    const none = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
    const good = await sign(secret);
    const [head, , signature] = good.split('.');
    const bad: Record<string, string> = {
      'no algorithm': none,
      'no algorithm, with a signature': none + signature,
      RS256: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
      HS512: await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(bytes(secret.repeat(3))),
      'other claims': `${head}.${encoded({ ...claims, sub: 'u2' })}.${signature}`,
      'another secret': await sign('x'.repeat(43)),
      'an empty secret': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(bytes(''))
        .catch(() => none),
      'a key of another workspace': await sign(foreign.secret),
      'the kid of another workspace': await sign(foreign.secret, {}, { kid: foreign.id }),
      'a key of another site': await sign(beside.secret, {}, { kid: beside.id }),
      'an unknown kid': await sign(secret, {}, { kid: randomUUID() }),
      'a kid that is a path': await sign(secret, {}, { kid: "../../etc' or 1=1" }),
      'another audience': await sign(secret, { aud: elsewhere.siteKey }),
      'no audience': await sign(secret, { aud: undefined }),
      expired: await sign(secret, { iat: now() - HOUR, exp: now() - 61 }),
      'no end': await sign(secret, { exp: undefined }),
      'an end too far': await sign(secret, { iat: undefined, exp: now() + HOUR + 120 }),
      'an end too far from its making': await sign(secret, { iat: now() - 10, exp: now() + HOUR }),
      'made in the future': await sign(secret, { iat: now() + 120, exp: now() + 180 }),
      'not yet': await sign(secret, { nbf: now() + 120 }),
      'no subject': await sign(secret, { sub: undefined }),
      'an empty subject': await sign(secret, { sub: '' }),
      'a long subject': await sign(secret, { sub: 'x'.repeat(256) }),
      'a subject that is no text': await sign(secret, { sub: { $ne: null } }),
      'an address that is none': await sign(secret, { email: 'x' }),
      'a reserved name': await sign(secret, { attributes: JSON.parse('{"__proto__": "x"}') as object }),
      'too many attributes': await sign(secret, {
        attributes: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${at}`, at])),
      }),
      'no token': 'x.y.z',
    };
    const { token } = await come();
    for (const [what, wrong] of Object.entries(bad)) {
      expect([what, ...(await refusal(wrong))]).toMatchObject([
        what,
        401,
        { code: 'unauthenticated', field: 'token' },
      ]);
      expect([what, ...(await refusal(wrong, token))]).toMatchObject([what, 401, {}]);
    }
    const rows = await database().orm.select().from(visitors).where(eq(visitors.siteId, site.siteId));
    expect(rows.map(({ subject, name }) => [subject, name])).toEqual([[null, null]]);
    expect(await identify(await sign(secret, {}, { kid: id }))).toMatchObject({ subject: 'u1' });
    expect(await identify(await sign(secret, { iat: now() - HOUR, exp: now() - 30 }))).toMatchObject({
      subject: 'u1',
    });
  });

  it('[S9] is shut where there is no key, and goes on while keys are rotated', async () => {
    expect(await refusal(await sign('x'.repeat(43)))).toMatchObject([401, { field: 'token' }]);
    const admin = await adminOf(site.workspaceId);
    const first = await keyOf();
    const second = await keyOf();
    await expect(keyOf()).rejects.toMatchObject({ code: 'conflict' });
    for (const { secret, id } of [first, second]) {
      await identify(await sign(secret));
      await identify(await sign(secret, {}, { kid: id }));
    }
    expect(await refusal(await sign(first.secret, {}, { kid: second.id }))).toMatchObject([401, {}]);
    await revokeIdentityKey(app.services, admin, site.siteId, first.id);
    expect(await refusal(await sign(first.secret))).toMatchObject([401, {}]);
    await identify(await sign(second.secret));
    const { keys } = await readSiteIdentity(app.services, admin, site.siteId);
    expect(keys.map(({ id }) => id)).toEqual([second.id]);
    // [S7] In no table, log or answer but the one.
    const [dump] = await database().orm.execute<{ all: string }>(sql`
      select (select string_agg(k::text, ' ') from identity_keys k) || (select string_agg(a::text, ' ') from audit_entries a) as all`);
    expect(
      [second.secret, Buffer.from(second.secret).toString('hex')].some((text) => dump!.all.includes(text)),
    ).toBe(false);
    expect(app.logged.join('')).not.toContain(second.secret);
    const trail = await database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, site.workspaceId));
    expect(trail.map(({ action }) => action).toSorted()).toEqual([
      'identity_key.made',
      'identity_key.made',
      'identity_key.revoked',
    ]);
    // Sealed for one site: moved to another, it opens nothing.
    const other = await seedSite(database(), [SHOP]);
    const [row] = await database().orm.select().from(identityKeys).where(eq(identityKeys.id, second.id));
    await database()
      .orm.insert(identityKeys)
      .values({ ...row!, workspaceId: other.workspaceId, siteId: other.siteId });
    expect(
      await refusal(await sign(second.secret, { aud: other.siteKey }), undefined, other.siteKey),
    ).toMatchObject([401, {}]);
  });

  it('[ID3] makes who writes the identified visitor, with their history on every device', async () => {
    const { secret } = await keyOf();
    const token = await sign(secret, {
      name: 'Lena',
      email: 'lena@example.org',
      attributes: { plan: 'gold' },
    });
    const phone = await come();
    const first = await talk(phone.token, 'From the phone');
    const revoked: BusMessage[] = [];
    app.services.bus.subscribe((message) => revoked.push(message));
    const onPhone = await identify(token, phone.token);
    expect(onPhone.visitor_id).toBe(phone.visitor_id);
    expect(onPhone.token).not.toBe(phone.token);
    expect(await history(phone.token)).toBe(401);
    expect(revoked).toContainEqual(expect.objectContaining({ kind: 'revoked', scope: 'visitor_token' }));
    const desk = await come();
    const second = await talk(desk.token, 'From the desk');
    const onDesk = await identify(token, desk.token);
    expect(onDesk.visitor_id).toBe(phone.visitor_id);
    const both = [first.conversation_id, second.conversation_id].toSorted();
    expect([await history(onDesk.token), await history(onPhone.token)]).toEqual([both, both]);
    expect(await history(desk.token)).toBe(401);
    // [M5] Sent again by who they have become, a message is not said twice.
    await talk(onDesk.token, second.text, second.conversation_id, second.client_id);
    const answer = await app.get(
      `/api/v1/visitor/conversations/${second.conversation_id}/entries`,
      from(onDesk.token),
    );
    const { entries } = (await answer.json()) as { entries: { type: string }[] };
    expect(entries.filter(({ type }) => type === 'message')).toHaveLength(1);
    // A replay is harmless: the same visitor, and with their token the same token.
    expect(await identify(token, onDesk.token)).toMatchObject({ token: onDesk.token });
    expect(await identify(token)).toMatchObject({ visitor_id: phone.visitor_id });
    const admin = await adminOf(site.workspaceId);
    expect(await getVisitor(app.services, admin, { visitor_id: desk.visitor_id })).toMatchObject({
      name: 'Lena',
      subject: 'u1',
      verified: true,
      sources: { name: 'verified', email: 'verified', attributes: { plan: 'verified' } },
    });
  });

  it('[ID3] [S10] carries nothing from one identified visitor to the next', async () => {
    const { secret } = await keyOf();
    const anna = await identify(await sign(secret, { sub: 'anna' }), (await come()).token);
    await talk(anna.token, 'Of Anna');
    const bert = await identify(await sign(secret, { sub: 'bert' }), anna.token);
    expect(bert.visitor_id).not.toBe(anna.visitor_id);
    expect([await history(bert.token), await history(anna.token)]).toEqual([[], 401]);
    const again = await identify(await sign(secret, { sub: 'anna' }));
    expect(await history(again.token)).toHaveLength(1);
    const admin = await adminOf(site.workspaceId);
    const pair = { visitor_id: anna.visitor_id, duplicate_id: bert.visitor_id };
    await expect(mergeVisitors(app.services, admin, pair)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is one visitor, whoever asks for them at once', async () => {
    const { secret } = await keyOf();
    const token = await sign(secret);
    const strangers = await Promise.all(Array.from({ length: 10 }, come));
    const talks = await Promise.all(strangers.map((one) => talk(one.token, 'Hello')));
    const asked = await Promise.all([
      ...strangers.map((one) => identify(token, one.token)),
      ...Array.from({ length: 10 }, () => identify(token)),
    ]);
    expect(new Set(asked.map(({ visitor_id }) => visitor_id)).size).toBe(1);
    const last = await identify(token);
    expect(await history(last.token)).toEqual(talks.map((one) => one.conversation_id).toSorted());
    const tokens = await database()
      .orm.select()
      .from(visitorTokens)
      .where(eq(visitorTokens.visitorId, last.visitor_id));
    expect(tokens).toHaveLength(20);
  });

  it('[ID5] takes what a page says as said, and never in place of what is proven or noted', async () => {
    const admin = await adminOf(site.workspaceId);
    const { token, visitor_id } = await come();
    const said = { name: 'Karl', email: 'karl@example.org', attributes: { plan: 'free', old: 1 } };
    expect((await tell('details', token, said)).status).toBe(204);
    expect((await tell('details', token, { attributes: { old: null, seats: 3 } })).status).toBe(204);
    expect(await getVisitor(app.services, admin, { visitor_id })).toMatchObject({
      name: 'Karl',
      verified: false,
      attributes: { plan: 'free', seats: 3 },
      sources: { name: 'said', email: 'said', attributes: { plan: 'said', seats: 'said' } },
    });
    for (const attributes of [
      { 'Upper Case': 1 },
      { ok: 'x'.repeat(501) },
      { ok: { deep: 1 } },
      JSON.parse('{"__proto__": 1}') as object,
      { constructor: 'x' },
      Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`a${at}`, at])),
    ])
      expect((await tell('details', token, { attributes })).status).toBe(400);
    const { secret } = await keyOf();
    // [S9] With a key there, who somebody is takes proof; attributes do not.
    expect((await tell('details', token, { name: 'Eve' })).status).toBe(403);
    expect((await tell('details', token, { attributes: { seats: 4 } })).status).toBe(204);
    const known = await identify(await sign(secret, { name: 'Karla', attributes: { plan: 'gold' } }), token);
    const change = { proof_only: false, keeps_queries: false, activity_days: 30 };
    await changeSiteIdentity(app.services, admin, site.siteId, change);
    expect((await tell('details', known.token, { name: 'Eve' })).status).toBe(403);
    expect((await tell('details', known.token, { attributes: { plan: 'free', seats: 5 } })).status).toBe(204);
    expect(await getVisitor(app.services, admin, { visitor_id })).toMatchObject({
      name: 'Karla',
      attributes: { plan: 'gold', seats: 5 },
      sources: { name: 'verified', email: 'said', attributes: { plan: 'verified', seats: 'said' } },
    });
    const stranger = await come();
    expect((await tell('details', stranger.token, { name: 'Eve', email: 'karla@example.org' })).status).toBe(
      204,
    );
    expect(await history(stranger.token)).toEqual([]);
  });

  it('[ID7] [S31] keeps the latest pages and events, without queries, for agents', async () => {
    const admin = await adminOf(site.workspaceId);
    const { token, visitor_id } = await come();
    const page = (url: string) => ({ kind: 'page', url, title: ' Ferns ' });
    const items = [
      page('https://me:pw@shop.test/a?token=CANARY#x'),
      { kind: 'event', name: 'order', properties: { total: 9.5 } },
    ];
    expect((await tell('activity', token, { items })).status).toBe(204);
    for (const url of ['javascript:alert(1)', 'ferns', 'data:text/html,x'])
      expect((await tell('activity', token, { items: [page(url)] })).status).toBe(400);
    const path = `/api/v1/workspaces/${site.workspaceId}/visitors/${visitor_id}/activity`;
    const { cookie } = await app.cookieOf(admin.userId);
    const read = async () =>
      (await (await app.get(path, { cookie })).json()) as { pages: { url: string }[]; events: unknown[] };
    expect(await read()).toMatchObject({
      pages: [{ url: 'https://shop.test/a', title: 'Ferns' }],
      events: [{ name: 'order', properties: { total: 9.5 } }],
    });
    const many = Array.from({ length: 50 }, (_, at) => page(`https://shop.test/${at}`));
    for (let times = 0; times < 5; times++)
      expect((await tell('activity', token, { items: many })).status).toBe(204);
    const [{ count } = { count: 0 }] = await database().orm.execute<{ count: number }>(
      sql`select count(*)::int as count from visitor_activity where visitor_id = ${visitor_id}`,
    );
    expect(count).toBe(200);
    expect((await read()).pages[0]).toMatchObject({ url: 'https://shop.test/49' });
    await changeSiteIdentity(app.services, admin, site.siteId, {
      proof_only: true,
      keeps_queries: true,
      activity_days: 1,
    });
    await tell('activity', token, { items: [page('https://shop.test/a?q=ferns')] });
    expect((await read()).pages[0]).toMatchObject({ url: 'https://shop.test/a?q=ferns' });
  });

  it('[S30] is exported, merged and erased with the visitor; nothing of it is in any column afterwards', async () => {
    const { secret } = await keyOf();
    const admin = await adminOf(site.workspaceId);
    const { visitor_id, token } = await identify(
      await sign(secret, { sub: 'CANARY-sub', name: 'CANARY-name', attributes: { plan: 'CANARY-plan' } }),
    );
    const items = [
      { kind: 'page', url: 'https://shop.test/CANARY-page', title: 'CANARY-title' },
      { kind: 'event', name: 'CANARY-event', properties: { what: 'CANARY-value' } },
    ];
    await tell('activity', token, { items });
    const duplicate = await come();
    await tell('activity', duplicate.token, { items: [{ kind: 'event', name: 'CANARY-other' }] });
    await mergeVisitors(app.services, admin, { visitor_id: duplicate.visitor_id, duplicate_id: visitor_id });
    let text = '';
    for await (const piece of await exportVisitor(app.services, admin, { visitor_id })) text += piece;
    for (const canary of ['sub', 'name', 'plan', 'page', 'title', 'event', 'value', 'other'])
      expect(text).toContain(`CANARY-${canary}`);
    expect(JSON.parse(text)).toMatchObject({ visitor: { id: duplicate.visitor_id, subject: 'CANARY-sub' } });
    await eraseVisitor(app.services, admin, { visitor_id });
    const [dump] = await database().orm.execute<{ all: string }>(sql`
      select coalesce((select string_agg(v::text, ' ') from visitors v), '') || coalesce((select string_agg(a::text, ' ') from visitor_activity a), '') as all`);
    expect(dump!.all).not.toContain('CANARY');
    const anew = await identify(await sign(secret, { sub: 'CANARY-sub' }));
    expect([visitor_id, duplicate.visitor_id]).not.toContain(anew.visitor_id);
  });
});
