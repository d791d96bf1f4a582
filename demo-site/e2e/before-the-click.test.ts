import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { createEmptyDatabase, type EmptyDatabase } from './harness/empty-database.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

let database: EmptyDatabase;
const stage = useStage({
  prepare: async () => {
    database = await createEmptyDatabase();
    return { databaseUrl: database.url };
  },
});
afterAll(() => database.drop());

const stored = (page: Page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
const NOTHING = { cookies: '', local: [], session: [], databases: [], caches: [], workers: 0 };

const rows = async () => {
  const [counted] = await database.sql<[{ visitors: number; tokens: number; conversations: number }]>`
    select (select count(*)::int from visitors) as visitors,
           (select count(*)::int from visitor_tokens) as tokens,
           (select count(*)::int from conversations) as conversations`;
  return counted;
};

it('[S29] before the first click there is one request, and nothing stored, connected or written', async () => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  const bellhop = new URL(stage.bellhop.url).host;
  const asked: string[] = [];
  const sockets: string[] = [];
  visitor.context.on('request', (request) => {
    if (new URL(request.url()).host === bellhop) asked.push(request.url());
  });
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await visitor.visit();
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: 'Orders and help' }).first().click();
  await page.getByRole('heading', { name: 'Where is my plant?' }).waitFor();
  await page.mouse.wheel(0, 600);
  await page.waitForLoadState('networkidle');

  const key = await stage.bellhop.siteKey();
  expect(asked).toEqual([`${stage.bellhop.url}/w/${key}.js`]);
  expect(sockets).toEqual([]);
  expect(await stored(page)).toEqual(NOTHING);
  expect(await visitor.context.cookies()).toEqual([]);
  expect(await rows()).toEqual({ visitors: 0, tokens: 0, conversations: 0 });
});

it('[S29] opening the panel without writing makes nobody of the visitor; the first message does', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.composer.waitFor();
  await visitor.page.waitForLoadState('networkidle');
  expect(await rows()).toEqual({ visitors: 0, tokens: 0, conversations: 0 });
  expect(await stored(visitor.page)).toEqual(NOTHING);

  await visitor.say('now I write');
  await eventually(rows).toEqual({ visitors: 1, tokens: 1, conversations: 1 });
  expect(await visitor.context.cookies()).toEqual([]);
});

it('[S29] a pointer that rests on the launcher builds the panel, unseen, and connects or stores nothing', async () => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await visitor.visit();
  await visitor.launcher.hover();
  const panel = page.locator('bellhop-chat dialog');
  await panel.waitFor({ state: 'attached' });
  expect(await panel.isVisible()).toBe(false);
  await page.keyboard.press('Tab');
  expect(
    await panel.evaluate((dialog) => dialog.contains((dialog.getRootNode() as ShadowRoot).activeElement)),
  ).toBe(false);
  expect(await stored(page)).toEqual(NOTHING);

  // Somebody who was here, and whose conversation is over.
  await visitor.open();
  await visitor.say('all is said');
  await visitor.log.getByText(/^Delivered/).waitFor();
  await page.evaluate('Bellhop.endConversation()');
  await eventually(() => page.evaluate('Bellhop.getState().conversation.status')).toBe('ended');
  await page.getByRole('button', { name: 'Close chat', exact: true }).click();
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await visitor.reload();
  await visitor.launcher.hover();
  await panel.waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  expect(sockets).toEqual([]);
  await visitor.open();
  await eventually(async () => sockets.length).toBe(1);
});
