import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startConversation } from '../conversations/start-conversation.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { members } from './tables.ts';

describeEachDatabase('a person who works in two workspaces', (database) => {
  let test: TestApp;
  let cookie: string;
  let one: SeededSite;
  let two: SeededSite;
  const conversations: Record<string, string> = {};

  beforeAll(async () => {
    test = await createTestApp(database());
    one = await seedSite(database(), [SHOP], 'One');
    two = await seedSite(database(), [SHOP], 'Two');
    const { userId } = await seedMember(database(), { workspaceId: one.workspaceId, role: 'owner' });
    const row = {
      workspaceId: two.workspaceId,
      id: randomUUID(),
      userId,
      name: 'Mo',
      role: 'agent' as const,
    };
    await database().orm.insert(members).values(row);
    ({ cookie } = await test.cookieOf(userId));
    for (const site of [one, two]) {
      const { token } = await openVisitorSession(test.services, { siteKey: site.siteKey, origin: SHOP });
      const actor = await resolveVisitor(test.services, { token, origin: SHOP });
      const id = (conversations[site.workspaceId] = randomUUID());
      const message = { conversation_id: id, client_id: randomUUID(), text: 'Hello' };
      await startConversation(test.services, actor, message);
    }
  });
  afterAll(() => test.close());

  const get = (site: SeededSite, path: string) =>
    test.get(`/api/v1/workspaces/${site.workspaceId}/${path}`, { cookie });

  it('is told of both, each with the role there', async () => {
    const me = (await (await test.get('/api/v1/me', { cookie })).json()) as {
      memberships: { workspace: { name: string }; member: { role: string } }[];
    };
    expect(me.memberships.map(({ workspace, member }) => [workspace.name, member.role])).toEqual([
      ['One', 'owner'],
      ['Two', 'agent'],
    ]);
  });

  it('[S2] sees in each what is there and nothing of the other, with the role of that one alone', async () => {
    for (const [here, there] of [
      [one, two],
      [two, one],
    ] as const) {
      const list = await (await get(here, 'conversations?view=waiting')).text();
      expect(list).toContain(conversations[here.workspaceId]);
      expect(list).not.toContain(conversations[there.workspaceId]);
      expect((await get(here, `conversations/${conversations[here.workspaceId]}`)).status).toBe(200);
      const foreign = await get(here, `conversations/${conversations[there.workspaceId]}`);
      const unknown = await get(here, `conversations/${randomUUID()}`);
      expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
    }
    expect((await get(one, 'settings')).status).toBe(200);
    expect((await get(two, 'settings')).status).toBe(403);
  });
});
