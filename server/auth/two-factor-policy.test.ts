import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { members } from '../members/tables.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededMember } from '../testing/seed-people.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { resolveAgent } from './agent-actor.ts';
import { stillValid } from './still-valid.ts';
import { twoFactor, user, verification } from './tables.ts';

describeEachDatabase('two-factor by policy', (database) => {
  let test: TestApp;
  let workspaceId: string;
  let owner: SeededMember;
  let admin: SeededMember;
  let agent: SeededMember;

  beforeAll(async () => {
    test = await createTestApp(database());
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ({ workspaceId } = await seedSite(database(), []));
    owner = await seedMember(database(), { workspaceId, role: 'owner' });
    admin = await seedMember(database(), { workspaceId, role: 'admin' });
    agent = await seedMember(database(), { workspaceId });
  });

  const at = (path: string) => `/api/v1/workspaces/${workspaceId}/${path}`;
  const cookieOf = async ({ userId }: SeededMember) => (await test.cookieOf(userId)).cookie;
  const setPolicy = (policy: string) =>
    database().orm.execute(sql`
      insert into workspace_settings (workspace_id, version, values)
      values (${workspaceId}, 1, ${JSON.stringify({ 'security.two_factor': policy })}::jsonb)
      on conflict (workspace_id) do update set values = excluded.values`);
  const enrol = ({ userId }: SeededMember) =>
    database().orm.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, userId));
  const reset = async (by: SeededMember, { memberId }: SeededMember) =>
    (await test.post(at(`members/${memberId}/reset-second-factor`), {}, { cookie: await cookieOf(by) }))
      .status;

  it.each([
    ['nobody', [200, 200, 200]],
    ['admins', [403, 403, 200]],
    ['everyone', [403, 403, 403]],
  ])('asked of %s, shuts the workspace to who lacks it', async (policy, expected) => {
    await setPolicy(policy);
    const answers = [];
    for (const one of [owner, admin, agent]) {
      const cookie = await cookieOf(one);
      const answer = await test.get(at('members'), { cookie });
      if (answer.status === 403) {
        expect(await answer.json()).toMatchObject({ error: { code: 'two_factor_required' } });
        expect((await test.get(at('conversations'), { cookie })).status).toBe(403);
      }
      const me = await test.get('/api/v1/me', { cookie });
      const needs = ((await me.json()) as { memberships: [{ needs_second_factor: boolean }] }).memberships;
      expect(needs[0].needs_second_factor).toBe(answer.status === 403);
      answers.push(answer.status);
    }
    expect(answers).toEqual(expected);
    for (const one of [owner, admin, agent]) {
      await enrol(one);
      expect((await test.get(at('members'), { cookie: await cookieOf(one) })).status).toBe(200);
    }
  });

  it('[S6] refuses sockets, and ends those that are there when the policy changes', async () => {
    const { cookie, sessionId } = await test.cookieOf(agent.userId);
    const services = { db: database(), sessions: test.services.sessions };
    const origin = test.services.config.publicOrigin;
    const hello = () => resolveAgent(services, { cookieHeader: cookie, workspaceId, origin });
    const rights = {
      visitorTokens: [],
      sessions: [sessionId],
      members: [{ id: agent.memberId, role: 'agent' as const, sessionId }],
    };
    expect((await hello()).memberId).toBe(agent.memberId);
    expect((await stillValid(services, rights)).members).toEqual(rights.members);
    await setPolicy('everyone');
    await expect(hello()).rejects.toMatchObject({ code: 'two_factor_required' });
    expect((await stillValid(services, rights)).members).toEqual([]);
    await enrol(agent);
    expect((await stillValid(services, rights)).members).toEqual(rights.members);
  });

  it('[S2] is the policy of its own workspace alone', async () => {
    const other = await seedSite(database(), []);
    await database().orm.insert(members).values({
      workspaceId: other.workspaceId,
      id: randomUUID(),
      userId: agent.userId,
      name: 'A',
      role: 'agent',
    });
    await setPolicy('everyone');
    const cookie = await cookieOf(agent);
    expect((await test.get(at('members'), { cookie })).status).toBe(403);
    expect((await test.get(`/api/v1/workspaces/${other.workspaceId}/members`, { cookie })).status).toBe(200);
  });

  it('lets admins see who has one and reset a lost one, with their sessions and trusted devices', async () => {
    await enrol(agent);
    const lost = { id: randomUUID(), userId: agent.userId, secret: 's', backupCodes: '[]' };
    await database().orm.insert(twoFactor).values(lost);
    const trusted = { id: randomUUID(), identifier: randomUUID(), value: agent.userId };
    await database()
      .orm.insert(verification)
      .values({ ...trusted, expiresAt: new Date(Date.now() + 60_000) });
    const { cookie, sessionId } = await test.cookieOf(agent.userId);
    const told = async (by: SeededMember) => {
      const list = (await (await test.get(at('members'), { cookie: await cookieOf(by) })).json()) as {
        members: { id: string; two_factor: boolean | null }[];
      };
      return [agent, admin].map(({ memberId }) => list.members.find(({ id }) => id === memberId)?.two_factor);
    };
    expect(await told(admin)).toEqual([true, false]);
    expect(await told(agent)).toEqual([true, null]);
    const heard: BusMessage[] = [];
    test.services.bus.subscribe((message) => heard.push(message));
    expect(await reset(admin, agent)).toBe(204);
    expect(await told(admin)).toEqual([false, false]);
    expect((await test.get('/api/v1/me', { cookie })).status).toBe(401);
    expect(heard).toContainEqual({ kind: 'revoked', scope: 'session', id: sessionId });
    expect(await database().orm.$count(twoFactor, eq(twoFactor.userId, agent.userId))).toBe(0);
    expect(await database().orm.$count(verification, eq(verification.value, agent.userId))).toBe(0);
    const log = await (await test.get(at('audit'), { cookie: await cookieOf(admin) })).text();
    expect(log).toContain('member.second_factor_reset');
  });

  it('refuses to reset an owner’s by an admin, one’s own, a stranger’s, and one that guards another workspace', async () => {
    await enrol(owner);
    expect(await reset(admin, owner)).toBe(403);
    expect(await reset(agent, admin)).toBe(403);
    expect(await reset(admin, admin)).toBe(409);
    expect(await reset(admin, { ...agent, memberId: randomUUID() })).toBe(404);
    const other = await seedSite(database(), []);
    const stranger = await seedMember(database(), { workspaceId: other.workspaceId });
    expect(await reset(owner, stranger)).toBe(404);
    await database().orm.insert(members).values({
      workspaceId: other.workspaceId,
      id: randomUUID(),
      userId: agent.userId,
      name: 'A',
      role: 'agent',
    });
    await enrol(agent);
    expect(await reset(owner, agent)).toBe(409);
    const [row] = await database().orm.select().from(user).where(eq(user.id, agent.userId));
    expect(row?.twoFactorEnabled).toBe(true);
    const second = await seedMember(database(), { workspaceId, role: 'owner' });
    await enrol(second);
    expect(await reset(owner, second)).toBe(204);
  });
});
