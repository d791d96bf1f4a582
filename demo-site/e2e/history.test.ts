import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const NOWHERE = '00000000-0000-4000-8000-00000000dead';

/** Says and ends by the HTTP API, as this browser's visitor. */
async function talkBefore(visitor: Visitor, matters: string[]): Promise<void> {
  const token = await visitor.page.evaluate(
    () => Object.entries(localStorage).find(([key]) => key.endsWith(':token'))?.[1],
  );
  const call = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${stage.bellhop.url}/api/v1/visitor/conversations${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        origin: new URL(stage.bellhop.shopUrl).origin,
      },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.text()).toBe(200);
  };
  for (const text of matters) {
    const conversation_id = randomUUID();
    await call('', { conversation_id, client_id: randomUUID(), text });
    await call(`/${conversation_id}/end`, { client_id: randomUUID() });
    await call(`/${conversation_id}/read`, { position: 3 }).catch(() => {});
  }
}

const isInSight = async (line: Locator, log: Locator): Promise<boolean> => {
  const [inner, outer] = await Promise.all([line.boundingBox(), log.boundingBox()]);
  if (!inner || !outer) return false;
  return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
};

const onBellhop = <T>(page: Page, act: string): Promise<T> =>
  page.evaluate(`(async () => { const chat = window.Bellhop; return ${act}; })()`) as Promise<T>;

it('[R7] who comes back finds, searches, opens and continues earlier conversations, and takes one along', async () => {
  const agent = await AgentByHttp.signIn(stage.bellhop.url);
  const visitor = await stage.visitor({ acceptDownloads: true });
  const { page, panel } = visitor;
  await visitor.visit();
  await visitor.open();
  await visitor.say('Where is my tree fern?');
  await agent.answer('Where is my tree fern?', `On its way to you${'\n·'.repeat(60)}`);
  await visitor.log.getByText('On its way to you').waitFor();
  await onBellhop(page, 'await chat.endConversation()');
  await panel.getByRole('button', { name: 'Continue this conversation' }).waitFor();
  await talkBefore(visitor, ['Do you ship to Ireland?', 'A pot broke', 'Opening hours at Easter?']);

  await visitor.reload();
  await visitor.open();
  const rows = panel.getByRole('list').getByRole('listitem');
  await panel.getByRole('heading', { name: 'Your conversations' }).waitFor();
  await eventually(() => rows.count()).toBe(4);
  expect(await rows.first().innerText()).toContain('You: Opening hours at Easter?');
  expect(await seriousFindings(page)).toEqual([]);

  await panel.getByRole('searchbox', { name: 'Search your conversations' }).fill('FERN');
  await eventually(() => rows.count()).toBe(1);
  expect(await rows.locator('mark').innerText()).toBe('fern');
  await panel.getByRole('searchbox').fill('nothing like it');
  await panel.getByText('Nothing was said of “nothing like it”.').waitFor();
  await panel.getByRole('searchbox').fill('fern');
  await rows.getByRole('button', { name: /tree fern/ }).click();
  // What was found has the focus, and stands in sight, above an answer that fills more than the log.
  const found = visitor.log.getByRole('group', { name: /^You, .+ Where is my tree fern\?/ });
  await found.waitFor();
  await eventually(() => found.evaluate((line) => line.matches(':focus'))).toBe(true);
  await eventually(() => isInSight(found, visitor.log)).toBe(true);
  await panel.getByRole('button', { name: 'Jump to latest' }).click();
  await eventually(() => isInSight(found, visitor.log)).toBe(false);

  await panel.getByRole('button', { name: 'More', exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Download transcript' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
  const written = await readFile((await file.path()) as string, 'utf8');
  expect(written).toMatch(/You: Where is my tree fern\?\n.*\n?.*Ada: On its way to you/);
  expect((await onBellhop<{ text: string }>(page, 'await chat.requestTranscript()')).text).toBe(written);

  await panel.getByRole('button', { name: 'Continue this conversation' }).click();
  await visitor.say('Did it arrive?');
  await agent.answer('Did it arrive?', 'It stands before your door');
  await visitor.log.getByText('It stands before your door').waitFor();
  await panel.getByRole('button', { name: 'Back to your conversations' }).click();
  await eventually(() => rows.first().innerText()).toContain('It stands before your door');
});

it('[M8] a conversation is opened by its id, and another’s is as if it were not there', async () => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await visitor.visit();
  const refused = (id: string) =>
    onBellhop(page, `await chat.openConversation('${id}').then(() => 'opened', ({ code }) => code)`);
  expect(await refused(NOWHERE)).toBe('not_found');
  await visitor.open();
  await visitor.say('First matter');
  await visitor.log.getByText('Delivered').waitFor();
  let id = '';
  await eventually(async () => {
    id = await onBellhop<string>(page, "chat.getState().conversation?.id ?? ''");
    return id;
  }).not.toBe('');
  await talkBefore(visitor, ['Second matter']);
  await visitor.reload();
  await onBellhop(page, `await chat.openConversation('${id}')`);
  await visitor.log.getByText('First matter').waitFor();
  visitor.troubles.expect(/status of 404 .*\/entries/);
  expect(await refused(NOWHERE)).toBe('not_found');
  expect(await refused('not an id')).toBe('not_found');
  expect(await visitor.log.getByText('First matter').count()).toBe(1);

  await visitor.page.goto('about:blank');
  await visitor.visit(`#bellhop=${id}`);
  await visitor.log.getByText('First matter').waitFor();
  const stranger = await stage.visitor();
  await stranger.page.goto(new URL(`#bellhop=${id}`, stage.bellhop.shopUrl).href);
  await stranger.panel.getByText('This conversation cannot be opened here.').waitFor();
  expect(await stranger.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

it('a message tells its time under the pointer and by the arrows, and is no stop of Tab', async () => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  const { page } = visitor;
  await visitor.visit();
  await visitor.open();
  for (const text of ['First', 'Second', 'Third']) await visitor.say(text);
  await visitor.log.getByText('Delivered').waitFor();
  const line = (text: string) => visitor.log.locator('.line', { hasText: text });
  const isTimeSeen = async (text: string): Promise<boolean> =>
    ((await line(text).locator('.vh').boundingBox())?.width ?? 0) > 20;
  // What the queue says may come in below, and move the messages from under the pointer.
  await eventually(async () => {
    await line('First').locator('.bubble').hover();
    return isTimeSeen('First');
  }).toBe(true);
  expect(await isTimeSeen('Second')).toBe(false);
  await page.mouse.move(0, 0);
  await eventually(() => isTimeSeen('First')).toBe(false);

  const isFocused = (one: Locator) => one.evaluate((element) => element.matches(':focus'));
  const isInLog = () => visitor.log.evaluate((log) => log.matches(':focus-within'));
  await visitor.composer.focus();
  while (!(await isInLog())) await page.keyboard.press('Shift+Tab');
  expect(await isFocused(visitor.log)).toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  const second = visitor.log.getByRole('group', { name: /^You, .+ Second/ });
  await eventually(() => second.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
  expect(await isTimeSeen('Second')).toBe(true);
  expect(await seriousFindings(page)).toEqual([]);
  // What stands with it comes next, and then nothing more of the log.
  await page.keyboard.press('Tab');
  expect(await isFocused(second.getByRole('button', { name: 'Reply to: Second' }))).toBe(true);
  await page.keyboard.press('Tab');
  expect(await isInLog()).toBe(false);
  while (!(await isFocused(visitor.composer))) await page.keyboard.press('Tab');
});
