import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { useDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { routeTable } from './route-table.ts';

/** Addresses that look like the right one to who compares text. `of` is the right one's host. */
const lookalikes = (of: string): string[] => [
  `https://${of}.evil.test`,
  `https://evil-${of}`,
  `https://evil.test/${of}`,
  `https://${of}@evil.test`,
  `https://evil.test#${of}`,
  `https://evil.test\\@${of}`,
  `https://evil.test?https://${of}`,
  `https://${of}:8443`,
  `https://${of}.`,
  `http://${of}`,
  `https://sub.${of}`,
  `https://xn--${of}`,
  `https://${of}, https://evil.test`,
  'null',
  '',
  '*',
  'file://',
  'data:text/html,x',
];

describe('[S17] a request from another origin', () => {
  const database = useDatabase('pglite');
  let app: TestApp;
  let site: SeededSite;
  beforeAll(async () => {
    app = await createTestApp(database());
    site = await seedSite(database(), [SHOP]);
  });
  afterAll(() => app.close());

  const changed = async () =>
    (
      await database().orm.execute<{ state: string }>(sql`
        select (select rev from workspaces where id = ${site.workspaceId})::text || ' ' ||
          (select count(*) from audit_entries where workspace_id = ${site.workspaceId})::text || ' ' ||
          (select count(*) from visitors where workspace_id = ${site.workspaceId})::text as state`)
    )[0]!.state;

  it.each(lookalikes('chat.test'))('changes nothing by a cookie: %j', async (origin) => {
    const { userId } = await seedMember(database(), { workspaceId: site.workspaceId, role: 'owner' });
    const { cookie } = await app.cookieOf(userId);
    const before = await changed();
    const body = JSON.stringify({ base_version: 0, changes: { 'routing.capacity': 9 } });
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const path = `/api/v1/workspaces/${site.workspaceId}/settings`;
    const answer = await app.app.request(path, { method: 'PUT', headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await changed()).toBe(before);
  });

  const ofVisitors = routeTable.filter(({ permission }) => permission === 'visitor');

  it.each(ofVisitors.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'does nothing with a visitor’s token: %s',
    async (_name, { method, path }) => {
      const { token } = await openVisitorSession(app.services, { siteKey: site.siteKey, origin: SHOP });
      const actor = await resolveVisitor(app.services, { token, origin: SHOP });
      const conversation_id = randomUUID();
      const first = { conversation_id, client_id: randomUUID(), text: 'Hello' };
      await startConversation(app.services, actor, first);
      const target = path.replace('{conversation_id}', conversation_id);
      const before = await changed();
      for (const origin of lookalikes('shop.test')) {
        const headers = { origin, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const body = { conversation_id: randomUUID(), client_id: randomUUID(), text: 'CANARY', position: 2 };
        const sent = method === 'get' ? {} : { body: JSON.stringify(body) };
        const answer = await app.app.request(target, { method: method.toUpperCase(), headers, ...sent });
        expect([origin, answer.status]).toEqual([origin, 403]);
        expect(await answer.text()).not.toContain('Hello');
      }
      expect(await changed()).toBe(before);
      // The token lives on: only the page was wrong.
      expect(await resolveVisitor(app.services, { token, origin: SHOP })).toEqual(actor);
    },
  );

  it.each(lookalikes('shop.test'))('opens no visitor session: %j', async (origin) => {
    const before = await changed();
    const answer = await app.post('/api/v1/visitor/sessions', { site: site.siteKey }, { origin });
    expect(answer.status).toBe(403);
    expect(await changed()).toBe(before);
  });

  it('is no agent by polling, though the cookie is right', async () => {
    const { userId } = await seedMember(database(), { workspaceId: site.workspaceId, role: 'owner' });
    const { cookie } = await app.cookieOf(userId);
    const hello = { type: 'hello', v: PROTOCOL_VERSION, role: 'agent', workspace: site.workspaceId };
    for (const origin of [SHOP, ...lookalikes('chat.test')]) {
      const answer = await app.post('/api/v1/poll', { hello, frames: [] }, { origin, cookie });
      expect([origin, answer.status]).toEqual([origin, 403]);
    }
  });
});
