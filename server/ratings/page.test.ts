import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endConversation } from '../conversations/end-conversation.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { createTestApp, PUBLIC_URL, type TestApp } from '../testing/test-app.ts';
import { seedVisitor, seedWorkspace } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { makeRatingLink } from './rating-link.ts';

const database = useDatabase('pglite');
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp(database());
});
afterAll(() => test.close());

const stage = async () => {
  const { services } = test;
  const seed = await seedWorkspace(database());
  const visitor = await seedVisitor(database(), seed);
  const id = randomUUID();
  const named = () => ({ conversation_id: id, client_id: randomUUID() });
  await startConversation(services, visitor, { ...named(), text: 'canary of the visitor' });
  await sendMessage(services, seed.agent, { ...named(), text: 'canary of the agent' });
  await endConversation(services, seed.agent, named());
  const parts = { db: database(), sealer: services.signIn.sealer, publicUrl: PUBLIC_URL };
  const path = new URL((await makeRatingLink(parts, seed.agent, id)).url).pathname;
  const send = (fields: Record<string, string>, origin = PUBLIC_URL) =>
    test.app.request(path, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const rated = async () =>
    (await fetchEntries(services, seed.agent, { conversation_id: id })).entries.filter(
      ({ type }) => type === 'rated',
    );
  return { path, send, rated, id, named, services, visitor };
};

it('[RT5, S15] is a form that needs no script, under a policy of its own, and shows nothing of the chat', async () => {
  const { path } = await stage();
  const response = await test.get(path, { 'accept-language': 'ar-EG,en;q=0.5' });
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html.match(/type="radio"/g)).toHaveLength(5);
  expect(html).not.toMatch(/<script|canary/);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('[RT5] keeps what the form says, once however often it is sent', async () => {
  const { path, send, rated } = await stage();
  const html = await (await test.get(path)).text();
  const client_id = /name="client_id" value="([\w-]+)"/.exec(html)![1]!;
  const fields = { client_id, score: '2', comment: 'Slow <b>today</b>' };
  for (const response of [await send(fields), await send(fields)]) {
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Thank you');
  }
  expect((await rated()).map(({ body }) => body)).toEqual([{ score: 2, comment: 'Slow <b>today</b>' }]);
});

it('[S12] keeps what was typed when something is missing, as text', async () => {
  const { send, rated } = await stage();
  const response = await send({ client_id: randomUUID(), comment: '</textarea><script>1</script>' });
  expect(response.status).toBe(400);
  const html = await response.text();
  expect(html).toContain('Choose one of the faces');
  expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;1&lt;/script&gt;');
  expect(await rated()).toEqual([]);
});

it('[RT2] says so where it is not to be rated', async () => {
  const { path, send, services, visitor, named, rated } = await stage();
  await sendMessage(services, visitor, { ...named(), text: 'One more thing' });
  expect((await test.get(path)).status).toBe(409);
  expect((await send({ client_id: randomUUID(), score: '5' })).status).toBe(409);
  expect(await rated()).toEqual([]);
});

it('[RT5, S17] takes no link that was changed, and no form of another page', async () => {
  const { path, send, rated } = await stage();
  for (const token of ['none', `${path.slice(6, -2)}AA`, 'x'.repeat(600)])
    expect((await test.get(`/rate/${token}`)).status).toBe(404);
  expect((await send({ client_id: randomUUID(), score: '5' }, 'https://evil.test')).status).toBe(403);
  expect(await rated()).toEqual([]);
});
