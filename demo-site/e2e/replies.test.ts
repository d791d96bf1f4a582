import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import type { Agent } from './harness/agent.ts';
import { OWNER_NAME } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const STILL = { reducedMotion: 'reduce' } as const;

const lineOf = ({ log }: Visitor, text: string): Locator =>
  log.locator('.line', { has: log.page().locator('.bubble', { hasText: text }) });
const isFocused = (one: Locator) => one.evaluate((element) => element.matches(':focus'));

async function menuOf({ page, thread }: Agent, text: string): Promise<Locator> {
  const button = thread.getByRole('button', { name: new RegExp(`: ${text}$`) });
  await button.focus();
  await page.keyboard.press('Enter');
  return page.getByRole('menu');
}

/** A real touch, which the page cannot tell from a finger's; what a long one selects or opens is the browser's to do. */
async function fingerOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchEnd', touchPoints: Array<{ x: number; y: number }>) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: async (target: Locator): Promise<void> => {
      const box = (await target.boundingBox())!;
      await send('touchStart', [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]);
    },
    up: () => send('touchEnd', []),
  };
}

it('[M13] visitor and agent answer each other’s messages, by mouse and by keys, and are led to what was quoted', async () => {
  const visitor = await stage.visitor(STILL);
  const agent = await stage.agent(STILL);
  const { page, panel, log } = visitor;
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('Is the fern hardy?');
  await agent.openConversation('Is the fern hardy?');

  // The agent, by keys.
  await menuOf(agent, 'Is the fern hardy\\?');
  await agent.page.keyboard.press('Enter');
  await eventually(() => isFocused(agent.replyBox)).toBe(true);
  await agent.page.locator('.answering').getByText('Is the fern hardy?').waitFor();
  expect(await seriousFindings(agent.page, '.thread')).toEqual([]);
  await agent.page.keyboard.type('Down to ten below.');
  await agent.page.keyboard.press('Control+Enter');
  const first = lineOf(visitor, 'Down to ten below.');
  await first.getByRole('button', { name: 'Reply to You Is the fern hardy?' }).waitFor();

  // The visitor, by mouse.
  await first.hover();
  await first.getByRole('button', { name: 'Reply to: Down to ten below.' }).click();
  await panel.locator('.answering').getByText(`Reply to ${OWNER_NAME}`).waitFor();
  expect(await isFocused(visitor.composer)).toBe(true);
  await panel.getByRole('button', { name: 'Do not reply to this message' }).click();
  await eventually(() => panel.locator('.answering').count()).toBe(0);
  await first.hover();
  await first.getByRole('button', { name: 'Reply to: Down to ten below.' }).click();
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);
  await visitor.say(`And in a pot?${'\n·'.repeat(40)}`);
  await eventually(() => panel.locator('.answering').count()).toBe(0);
  await agent.thread.getByRole('button', { name: /^Reply to .*Down to ten below\./ }).waitFor();

  // By keys: the message that has the focus has its button behind it, and then comes the composer.
  await visitor.composer.focus();
  while (!(await log.evaluate((element) => element.matches(':focus-within'))))
    await page.keyboard.press('Shift+Tab');
  expect(await isFocused(log)).toBe(true);
  await page.keyboard.press('Home');
  await eventually(() => isFocused(lineOf(visitor, 'Is the fern hardy?'))).toBe(true);
  await page.keyboard.press('Tab');
  const answer = panel.getByRole('button', { name: 'Reply to: Is the fern hardy?' });
  expect(await isFocused(answer)).toBe(true);
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await isFocused(visitor.composer)).toBe(true);
  await page.keyboard.type('Asking for a friend.');
  await page.keyboard.press('Enter');
  const asked = lineOf(visitor, 'Asking for a friend.');
  await asked.getByText(/^(Delivered|Read)/).waitFor();

  // What is quoted stands far above, also after a reload.
  await visitor.reload();
  await visitor.open();
  await panel
    .getByRole('button', { name: /Asking for a friend/ })
    .or(asked)
    .first()
    .click();
  await asked.getByRole('button', { name: 'Reply to You Is the fern hardy?' }).click();
  await eventually(() => isFocused(lineOf(visitor, 'Is the fern hardy?'))).toBe(true);
  await eventually(() =>
    lineOf(visitor, 'Is the fern hardy?').evaluate((line) => line.classList.contains('shown')),
  ).toBe(true);

  // What is taken back is quoted nowhere.
  const menu = await menuOf(agent, 'Is the fern hardy\\?');
  await menu.getByRole('menuitem', { name: 'Redact' }).press('Enter');
  await agent.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Redact/ })
    .click();
  await asked.getByText('Message not available').waitFor();
  await agent.thread.getByText('Message not available').first().waitFor();
});

it('a finger that rests on a message answers it, and one that taps is told its time', async () => {
  const visitor = await stage.visitor({
    ...STILL,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 740 },
  });
  const { page, panel } = visitor;
  await visitor.visit();
  await visitor.open();
  await visitor.say('One');
  await visitor.say('Two');
  await visitor.log.getByText('Delivered').waitFor();
  const line = lineOf(visitor, 'One');
  await line.locator('.answer').waitFor({ state: 'attached' });
  expect(await panel.getByRole('button', { name: 'Emoji' }).count()).toBe(0);
  const timeWidth = async () => (await line.locator('.vh').boundingBox())?.width ?? 0;
  const finger = await fingerOn(page);
  const selects = () => line.evaluate((element) => getComputedStyle(element).userSelect);
  await finger.down(line.locator('.bubble'));
  await panel.locator('.answering').getByText('One').waitFor();
  // The browser's own long press comes later than ours, and finds nothing to select.
  expect(await selects()).toBe('none');
  expect(await timeWidth()).toBeLessThan(2);
  await finger.up();
  await eventually(selects).not.toBe('none');
  expect(await isFocused(visitor.composer)).toBe(true);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');
  expect(await timeWidth()).toBeLessThan(2);
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);

  await line.locator('.bubble').tap();
  await eventually(timeWidth).toBeGreaterThan(20);
  expect(await isFocused(line)).toBe(true);
  await line.locator('.answer').tap();
  expect(await isFocused(visitor.composer)).toBe(true);
});

it('emoji come from the keyboard to where the caret was', async () => {
  const visitor = await stage.visitor(STILL);
  const { page, panel, composer } = visitor;
  await visitor.visit();
  await visitor.open();
  await visitor.say('Hello');
  const button = panel.getByRole('button', { name: 'Emoji' });
  await button.waitFor();
  await composer.fill('Good  morning');
  for (let n = 0; n < 8; n++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const grid = panel.getByRole('grid', { name: 'Emoji' });
  await grid.waitFor();
  const cell = (name: string) => grid.getByRole('gridcell', { name, exact: true });
  await eventually(() => isFocused(cell('😀'))).toBe(true);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await eventually(() => isFocused(cell('😘'))).toBe(true);
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);
  await page.keyboard.press('Enter');
  await eventually(() => grid.count()).toBe(0);
  await page.keyboard.type('!');
  expect(await composer.inputValue()).toBe('Good 😘! morning');

  await button.click();
  await grid.waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => grid.count()).toBe(0);
  expect(await isFocused(composer)).toBe(true);
  await button.click();
  await grid.waitFor();
  await visitor.log.click();
  await eventually(() => grid.count()).toBe(0);
  await button.click();
  await cell('👍').click();
  await page.keyboard.press('Enter');
  await visitor.log.getByText('Good 😘!👍 morning').waitFor();
});
