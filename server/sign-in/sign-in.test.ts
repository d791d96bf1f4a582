import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import type { SignInProviderChange } from '../../shared/protocol/sign-in.ts';
import { user } from '../auth/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { members } from '../members/tables.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededMember } from '../testing/seed-people.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { CLIENT, startOidcProvider, type Behaviour, type OidcProvider } from './testing/oidc-provider.ts';

describeEachDatabase('signing in through a provider', (database) => {
  let test: TestApp;
  let oidc: OidcProvider;
  let workspaceId: string;
  let owner: SeededMember;
  let ownerCookie: string;

  beforeAll(async () => {
    test = await createTestApp(database(), { EGRESS_ALLOW: '127.0.0.1', TRUST_PROXY: '1' });
    oidc = await startOidcProvider();
  });
  afterAll(async () => {
    await test.close();
    await oidc.close();
  });
  beforeEach(async () => {
    ({ workspaceId } = await seedSite(database(), []));
    owner = await seedMember(database(), { workspaceId, role: 'owner' });
    ({ cookie: ownerCookie } = await test.cookieOf(owner.userId));
  });

  const at = (workspace = workspaceId) => `/api/v1/workspaces/${workspace}/sign-in-provider`;
  const wanted = (change: Partial<SignInProviderChange> = {}): SignInProviderChange => ({
    version: 0,
    name: 'Fern Login',
    issuer: oidc.issuer,
    client_id: CLIENT.id,
    client_secret: CLIENT.secret,
    domains: [],
    auto_join: false,
    asks_second_factor: false,
    enabled: true,
    ...change,
  });
  const put = async (body: unknown, cookie = ownerCookie, workspace = workspaceId) =>
    test.app.request(at(workspace), {
      method: 'PUT',
      headers: { ...test.fromConsole, cookie },
      body: JSON.stringify(body),
    });
  const configure = async (change: Partial<SignInProviderChange> = {}) => {
    const answer = await put(wanted(change));
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer.text();
  };
  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  let callers = 0;
  const post = (path: string, body: unknown, cookie = '') =>
    test.post(`/api/v1/auth/provider/${path}`, body, { cookie, 'x-forwarded-for': `8.8.8.${++callers}` });

  const begin = async (workspace = workspaceId) => {
    const answer = await post('begin', { workspace_id: workspace });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const { url } = (await answer.json()) as { url: string };
    return { url: new URL(url), cookie: cookiesOf(answer) };
  };
  /** The whole way of a person: to the provider, back, and in. */
  const signIn = async (next: Behaviour, change: (back: URL) => void = () => undefined) => {
    oidc.next = next;
    const { url, cookie } = await begin();
    const back = await oidc.visit(url.href);
    change(back);
    const query = Object.fromEntries(back.searchParams);
    return post('finish', { workspace_id: workspaceId, ...query }, cookie);
  };
  const refusalOf = async (answer: Response) => {
    const { error } = (await answer.json()) as { error: { code: string; field?: string } };
    const set = cookiesOf(answer);
    expect(set).not.toContain('session_token=ey');
    return [answer.status, error.code, error.field];
  };
  const me = async (cookie: string) =>
    (await (await test.get('/api/v1/me', { cookie })).json()) as {
      user: { id: string; through: string };
      memberships: { workspace: { id: string } }[];
    };
  const verified = (email: string, sub: string = randomUUID()) => ({
    person: { sub, email, email_verified: true, name: 'Nia Provider' },
  });

  it('lets a member in, with state, PKCE and nonce, and knows them by their subject afterwards', async () => {
    await configure();
    const { userId, email } = await seedMember(database(), { workspaceId });
    const { url } = await begin();
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: `https://chat.test/console/sign-in/${workspaceId}`,
      code_challenge_method: 'S256',
    });
    expect(asked['scope']?.split(' ')).toEqual(expect.arrayContaining(['openid', 'email']));
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(20);
    expect(url.href).not.toContain(encodeURIComponent(CLIENT.secret));

    const first = await signIn(verified(email.toUpperCase(), 'subject-1'));
    expect(first.status, await first.clone().text()).toBe(200);
    expect(await first.json()).toEqual({ workspace_id: workspaceId });
    const cookie = cookiesOf(first);
    expect(await me(cookie)).toMatchObject({ user: { id: userId, through: 'provider' } });
    expect((await test.get(`/api/v1/workspaces/${workspaceId}/members`, { cookie })).status).toBe(200);
    // The address changed at the provider: still the same person.
    const again = await signIn(verified(`new-${email}`, 'subject-1'));
    expect((await me(cookiesOf(again))).user.id).toBe(userId);
  });

  it('[S7] keeps the secret sealed and tells it to nobody, and keeps no token of the provider', async () => {
    const told = [await configure(), await (await test.get(at(), { cookie: ownerCookie })).text()];
    const { email } = await seedMember(database(), { workspaceId });
    told.push(await (await signIn(verified(email))).text(), ...test.logged);
    const audit = await test.get(`/api/v1/workspaces/${workspaceId}/audit`, { cookie: ownerCookie });
    told.push(await audit.text());
    for (const table of ['sign_in_providers', 'account', 'session', 'verification', 'audit_entries']) {
      const rows = await database().orm.execute<{ row: string }>(
        sql`select t::text as row from ${sql.raw(table)} t`,
      );
      told.push(...rows.map(({ row }) => row));
    }
    expect(told.join('\n')).toContain('Fern Login');
    expect(told.join('\n')).not.toMatch(/canary/);
  });

  it('[S33] notes who chose the provider, and who took it away', async () => {
    await configure();
    const headers = { ...test.fromConsole, cookie: ownerCookie };
    expect((await test.app.request(at(), { method: 'DELETE', headers })).status).toBe(204);
    const rows = await database().orm.execute<{ action: string; label: string }>(sql`
      select action, target_label as label from audit_entries
      where workspace_id = ${workspaceId} and action like 'sign_in_provider.%' order by id`);
    expect([...rows]).toEqual([
      { action: 'sign_in_provider.changed', label: 'Fern Login' },
      { action: 'sign_in_provider.removed', label: 'Fern Login' },
    ]);
  });

  it('[S2] a session of a provider is for its workspace alone, and not for what is the person’s everywhere', async () => {
    await configure();
    const { userId, email } = await seedMember(database(), { workspaceId });
    const elsewhere = await seedSite(database(), []);
    await database()
      .orm.insert(members)
      .values({ workspaceId: elsewhere.workspaceId, id: randomUUID(), userId, name: 'Nia', role: 'owner' });
    const { cookie: own } = await test.cookieOf(userId);
    expect((await me(own)).memberships).toHaveLength(2);
    const cookie = cookiesOf(await signIn(verified(email)));
    expect((await me(cookie)).memberships.map(({ workspace }) => workspace.id)).toEqual([workspaceId]);
    const there = await test.get(`/api/v1/workspaces/${elsewhere.workspaceId}/members`, { cookie });
    const nowhere = await test.get(`/api/v1/workspaces/${randomUUID()}/members`, { cookie });
    expect([there.status, await there.text()]).toEqual([nowhere.status, await nowhere.text()]);
    expect(there.status).toBe(404);
    for (const path of ['two-factor/enable', 'two-factor/disable', 'two-factor/generate-backup-codes']) {
      expect((await test.post(`/api/v1/auth/${path}`, { password: 'x' }, { cookie })).status).toBe(403);
    }
  });

  it('refuses a state that is wrong, another browser’s, or used', async () => {
    await configure();
    const { email } = await seedMember(database(), { workspaceId });
    const changed = await signIn(verified(email), (back) => back.searchParams.set('state', 'x'.repeat(32)));
    expect(await refusalOf(changed)).toEqual([403, 'forbidden', 'state']);
    const { url, cookie } = await begin();
    const query = Object.fromEntries((await oidc.visit(url.href)).searchParams);
    const stolen = await post('finish', { workspace_id: workspaceId, ...query });
    expect(await refusalOf(stolen)).toEqual([403, 'forbidden', 'state']);
    const body = { workspace_id: workspaceId, ...query };
    expect((await post('finish', body, cookie)).status).toBe(200);
    expect(await refusalOf(await post('finish', body, cookie))).toEqual([403, 'forbidden', 'state']);
  });

  it.each<[string, Partial<Behaviour>]>([
    ['of another issuer', { issuer: 'https://evil.test' }],
    ['for another client', { audience: 'somebody-else' }],
    ['with another nonce', { nonce: 'replayed' }],
    ['signed by another key', { foreignKey: true }],
    ['that expired', { expiresIn: '-5m' }],
    ['that is not there', { withoutIdToken: true }],
  ])('refuses an ID token %s', async (_, wrong) => {
    await configure();
    const { email } = await seedMember(database(), { workspaceId });
    const answer = await signIn({ ...verified(email), ...wrong });
    expect(await refusalOf(answer)).toEqual([403, 'forbidden', 'provider']);
    // The parameter of the redirect is one thing, the token another.
    if (wrong.issuer === undefined) return;
    const quiet = await signIn({ ...verified(email), ...wrong }, (back) => back.searchParams.delete('iss'));
    expect(await refusalOf(quiet)).toEqual([403, 'forbidden', 'provider']);
  });

  it('refuses what the provider refused, and a code that somebody made up', async () => {
    await configure();
    const { email } = await seedMember(database(), { workspaceId });
    const made = await signIn(verified(email), (back) => back.searchParams.set('code', 'made-up'));
    expect(await refusalOf(made)).toEqual([403, 'forbidden', 'provider']);
    const denied = await signIn(verified(email), (back) => {
      back.searchParams.delete('code');
      back.searchParams.set('error', 'access_denied');
    });
    expect(await refusalOf(denied)).toEqual([403, 'forbidden', 'provider']);
  });

  it('refuses an address that is not verified, a stranger, another domain and who was deactivated', async () => {
    await configure({ domains: ['example.com'] });
    const { email } = await seedMember(database(), { workspaceId });
    const gone = await seedMember(database(), { workspaceId, deactivated: true });
    const unverified = { person: { sub: 'u', email, email_verified: false } };
    expect(await refusalOf(await signIn(unverified))).toEqual([403, 'forbidden', 'email_verified']);
    const unsaid = { person: { sub: 'u', email } };
    expect(await refusalOf(await signIn(unsaid))).toEqual([403, 'forbidden', 'email_verified']);
    const stranger = `stranger-${randomUUID()}@example.com`;
    expect(await refusalOf(await signIn(verified(stranger)))).toEqual([403, 'forbidden', 'member']);
    expect(await database().orm.$count(user, eq(user.email, stranger))).toBe(0);
    const other = verified('nia@example.com.evil.test');
    expect(await refusalOf(await signIn(other))).toEqual([403, 'forbidden', 'email']);
    expect(await refusalOf(await signIn(verified(gone.email)))).toEqual([403, 'forbidden', 'member']);
  });

  it('takes an open invitation as the way in, with its role, once', async () => {
    await configure();
    const email = `nia-${randomUUID()}@example.com`;
    const row = { workspaceId, id: randomUUID(), email, role: 'admin' as const, tokenHash: randomUUID() };
    const expiresAt = new Date(Date.now() + 60_000);
    await database()
      .orm.insert(invitations)
      .values({ ...row, invitedBy: owner.memberId, expiresAt });
    const answer = await signIn({ ...verified(email), emailElsewhere: true });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const rows = await database().orm.select().from(members).where(eq(members.workspaceId, workspaceId));
    expect(rows.map(({ name, role }) => [name, role])).toContainEqual(['Nia Provider', 'admin']);
    const [used] = await database().orm.select().from(invitations).where(eq(invitations.id, row.id));
    expect(used?.acceptedAt).not.toBeNull();
  });

  it('lets people of the domains join as agents where the owner says so, but nobody come back', async () => {
    expect((await put(wanted({ auto_join: true }))).status).toBe(400);
    await configure({ auto_join: true, domains: ['fern.example'] });
    const nia = verified(`nia-${randomUUID()}@fern.example`);
    expect((await signIn(nia)).status).toBe(200);
    const isNia = eq(members.name, 'Nia Provider');
    const here = sql`${members.workspaceId} = ${workspaceId} and ${isNia}`;
    const [row] = await database().orm.select().from(members).where(here);
    expect(row?.role).toBe('agent');
    await database().orm.update(members).set({ deactivatedAt: new Date() }).where(here);
    expect(await refusalOf(await signIn(nia))).toEqual([403, 'forbidden', 'member']);
    const subdomain = verified('eve@x.fern.example');
    expect(await refusalOf(await signIn(subdomain))).toEqual([403, 'forbidden', 'email']);
  });

  it('does not go around a second factor, unless the owner says that the provider asks for one', async () => {
    await configure();
    const { userId, email } = await seedMember(database(), { workspaceId });
    await database().orm.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, userId));
    expect(await refusalOf(await signIn(verified(email)))).toEqual([403, 'forbidden', 'second_factor']);
    const other = await seedMember(database(), { workspaceId, role: 'admin' });
    const admitted = cookiesOf(await signIn(verified(other.email, 'other')));
    const changes = { 'security.two_factor': 'admins' };
    await test.app.request(`/api/v1/workspaces/${workspaceId}/settings`, {
      method: 'PUT',
      headers: { ...test.fromConsole, cookie: ownerCookie },
      body: JSON.stringify({ base_version: 0, changes }),
    });
    const shut = await test.get(`/api/v1/workspaces/${workspaceId}/members`, { cookie: admitted });
    expect(shut.status).toBe(403);
    expect(await refusalOf(await signIn(verified(other.email, 'other')))).toEqual([
      403,
      'forbidden',
      'second_factor',
    ]);
    // The owner is asked for one too by now.
    await database().orm.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, owner.userId));
    await configure({ version: 1, asks_second_factor: true, client_secret: null });
    expect((await signIn(verified(email))).status).toBe(200);
    expect((await signIn(verified(other.email, 'other'))).status).toBe(200);
  });

  it('wants the secret anew for another issuer or client, and ends what the former one let in', async () => {
    await configure();
    const { email } = await seedMember(database(), { workspaceId });
    const cookie = cookiesOf(await signIn(verified(email)));
    const heard: BusMessage[] = [];
    test.services.bus.subscribe((message) => heard.push(message));
    const elsewhere = await put(wanted({ version: 1, client_id: 'other', client_secret: null }));
    expect(await refusalOf(elsewhere)).toEqual([400, 'bad_request', 'client_secret']);
    expect(await refusalOf(await put(wanted({ version: 0 })))).toEqual([409, 'conflict', 'version']);
    await configure({ version: 1, name: 'New name', client_secret: null });
    expect((await me(cookie)).memberships).toHaveLength(1);
    await configure({ version: 2, enabled: false, client_secret: null });
    expect((await test.get('/api/v1/me', { cookie })).status).toBe(401);
    expect(heard.some((message) => message.kind === 'revoked' && message.scope === 'session')).toBe(true);
    expect((await post('begin', { workspace_id: workspaceId })).status).toBe(404);
  });

  it('[S21] refuses an issuer that is private, absent or somebody else, at its field', async () => {
    const shut = await createTestApp(database());
    const save = async (issuer: string, app = shut) => {
      const { cookie } = await app.cookieOf(owner.userId);
      return refusalOf(
        await app.app.request(at(), {
          method: 'PUT',
          headers: { ...app.fromConsole, cookie },
          body: JSON.stringify(wanted({ issuer })),
        }),
      );
    };
    const wrong = [400, 'bad_request', 'issuer'];
    for (const issuer of [oidc.issuer, 'https://169.254.169.254', 'https://[::1]', 'https://localhost:1'])
      expect(await save(issuer)).toEqual(wrong);
    for (const issuer of ['nonsense', 'ftp://x.test', `${oidc.issuer}/other`, `${oidc.issuer}/`])
      expect(await save(issuer, test)).toEqual(wrong);
    await shut.close();
  });

  it('offers the button of the workspace in the address, and tells strangers no list', async () => {
    const offered = async (query: string) =>
      (await (await test.get(`/api/v1/auth/provider${query}`)).json()) as unknown;
    await configure();
    const mine = { provider: { workspace_id: workspaceId, name: 'Fern Login' } };
    expect(await offered(`?workspace_id=${workspaceId}`)).toEqual(mine);
    expect(await offered(`?workspace_id=${randomUUID()}`)).toEqual({ provider: null });
    const others = await seedSite(database(), []);
    const boss = await seedMember(database(), { workspaceId: others.workspaceId, role: 'owner' });
    const { cookie } = await test.cookieOf(boss.userId);
    expect((await put(wanted(), cookie, others.workspaceId)).status).toBe(200);
    expect(await offered('')).toEqual({ provider: null });
    const admin = await seedMember(database(), { workspaceId, role: 'admin' });
    expect((await put(wanted({ version: 1 }), (await test.cookieOf(admin.userId)).cookie)).status).toBe(403);
  });
});
