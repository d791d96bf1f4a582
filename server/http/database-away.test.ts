import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { databaseKinds, testDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';

describe.each(databaseKinds)('without its database (%s)', (kind) => {
  let test: TestApp;
  let site: SeededSite;
  let cookie: string;
  let visitor: Record<string, string>;

  beforeAll(async () => {
    const db = await testDatabase(kind);
    test = await createTestApp(db);
    site = await seedSite(db, [SHOP]);
    const { userId } = await seedMember(db, { workspaceId: site.workspaceId });
    ({ cookie } = await test.cookieOf(userId));
    const { token } = await openVisitorSession(test.services, { siteKey: site.siteKey, origin: SHOP });
    visitor = { authorization: `Bearer ${token}`, origin: SHOP };
    await db.close();
  });
  afterAll(() => test.close());

  const message = () => ({ conversation_id: randomUUID(), client_id: randomUUID(), text: 'Hello' });
  const requests: Record<string, () => Promise<Response>> = {
    'a probe': () => test.get('/readyz'),
    'a loader': () => test.get(`/w/${site.siteKey}.js`),
    'a visitor': () => test.get('/api/v1/visitor/conversations', visitor),
    'a message': () => test.post('/api/v1/visitor/conversations', message(), visitor),
    'a new visitor': () => test.post('/api/v1/visitor/sessions', { site: site.siteKey }, { origin: SHOP }),
    'an agent': () => test.get('/api/v1/me', { cookie }),
    'an inbox': () => test.get(`/api/v1/workspaces/${site.workspaceId}/conversations`, { cookie }),
    'a sign-in': () => test.post('/api/v1/auth/sign-in/email', { email: 'a@example.com', password: 'x' }),
    'set-up': () => test.get('/api/v1/setup'),
  };

  it.each(Object.keys(requests))('%s is answered 503, and told to try again', async (name) => {
    const response = await requests[name]?.();
    expect(response?.status).toBe(503);
    expect(await response?.json()).toMatchObject({ error: { code: 'unavailable' } });
  });

  it('lives', async () => {
    expect((await test.get('/healthz')).status).toBe(200);
  });
});
