import { devices } from 'playwright-core';
import { expect, it } from 'vitest';
import ar from '../../widget/i18n/languages/ar.ts';
import { useStage } from './harness/use-stage.ts';
import type { Page } from 'playwright-core';

const stage = useStage();
const PHONE = { width: 360, height: 740 };
const phone = {
  viewport: PHONE,
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
  userAgent: devices['Pixel 5'].userAgent,
} as const;

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('on a phone the panel covers the screen, scrolls nothing sideways and does not make the keyboard zoom', async () => {
  const visitor = await stage.visitor(phone);
  await visitor.visit();
  await visitor.launcher.tap();
  await visitor.panel.waitFor();
  expect(await visitor.panel.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
  await visitor.say(`a very ${'l'.repeat(120)}ong word and https://example.com/${'path/'.repeat(30)}`);
  await visitor.log.getByText(/^Delivered/).waitFor();
  expect(await sideways(visitor.page)).toBe(0);
  expect(await visitor.log.evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
  const fontSize = await visitor.composer.evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  expect(fontSize).toBeGreaterThanOrEqual(16);
  // The page behind does not come forward by Tab.
  for (let n = 0; n < 8; n++) {
    await visitor.page.keyboard.press('Tab');
    expect(await visitor.page.evaluate(() => document.activeElement?.localName)).toMatch(
      /^(bellhop-chat|body)$/,
    );
  }
  await visitor.panel.getByRole('button', { name: 'Close', exact: true }).tap();
  await visitor.launcher.waitFor();
});

it('on a phone the console goes from the list to a thread and back', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('from a desk');
  const agent = await stage.agent(phone);
  await agent.signIn();
  await agent.openConversation('from a desk');
  await agent.reply('from a phone');
  await visitor.log.getByText('from a phone').waitFor();
  expect(await sideways(agent.page)).toBe(0);
  expect(await agent.list.isVisible()).toBe(false);
  await agent.page.getByRole('link', { name: 'Back to the list' }).tap();
  await agent.row('from a phone').waitFor();
  expect(await sideways(agent.page)).toBe(0);
});

it('follows the language of the page: Arabic mirrors the panel, and the text keeps its own direction', async () => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  await visitor.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      document.documentElement.lang = 'ar';
      observer.disconnect();
    }).observe(document, { childList: true });
  });
  visitor.reads(ar);
  await visitor.visit('?dir=rtl');
  await visitor.open();
  await visitor.say('مرحبا بكم');
  await visitor.log.getByText('مرحبا بكم').waitFor();
  await visitor.log.getByText(ar.panel.delivered).waitFor();
  const middle = (box: { x: number; width: number } | null) => (box ? box.x + box.width / 2 : NaN);
  const panel = middle(await visitor.panel.boundingBox());
  // One's own messages and the way to send them stand at the end of the line, which is on the left here.
  expect(middle(await visitor.log.getByText('مرحبا بكم').boundingBox())).toBeLessThan(panel);
  expect(middle(await visitor.sendButton.boundingBox())).toBeLessThan(panel);
  // The tail is on the speaker's side, whichever way the words run.
  await visitor.say('and in English');
  for (const text of ['مرحبا بكم', 'and in English']) {
    const { left, right } = await visitor.log.getByText(text).evaluate((bubble) => {
      const { borderBottomLeftRadius, borderBottomRightRadius } = getComputedStyle(bubble);
      return { left: parseFloat(borderBottomLeftRadius), right: parseFloat(borderBottomRightRadius) };
    });
    expect(left).toBeLessThanOrEqual(right);
  }
  expect(await visitor.panel.evaluate((dialog) => getComputedStyle(dialog).direction)).toBe('rtl');
  expect(await sideways(visitor.page)).toBe(0);
});
