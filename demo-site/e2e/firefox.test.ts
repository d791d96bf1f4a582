import { expect, it } from 'vitest';
import type { FirefoxVisitor } from './harness/firefox-visitor.ts';
import { useFirefox } from './harness/use-firefox.ts';

const stage = useFirefox();

it('[S15] talks on the hostile page in Firefox, and neither console is told anything', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await visitor.visit();
  await visitor.open();
  await visitor.say('hello from Firefox /jk');
  await agent.answer('hello from Firefox /jk', 'seen with https://example.com/a');
  await visitor.hears('seen with https://example.com/a');
  const focused = await visitor.page.evaluate(() => document.activeElement?.localName);
  expect(focused).toBe('bellhop-chat');
  await visitor.page.type('Escape');
  await visitor.page.find('button', 'Open chat');
  expect(visitor.page.asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host)).toEqual(
    expect.arrayContaining([new URL(stage.bellhop.url).host]),
  );
});

it('stays usable beside a modal dialog of the page in Firefox', async () => {
  const visitor = await stage.visitor();
  await visitor.visit('plants/monstera');
  await visitor.open();
  await visitor.page.evaluate(() => document.querySelector<HTMLElement>('[data-open]')?.click());
  await visitor.say('beside a dialog');
  await visitor.page.evaluate(() => document.querySelector<HTMLDialogElement>('dialog[open]')?.close());
  await visitor.say('and after it');
});

/** Whether the page was restored as it was, and not loaded anew. */
const comeBack = async ({ page }: FirefoxVisitor): Promise<boolean> => {
  await page.evaluate(() => void Object.assign(window, { same: true }));
  await page.goto(new URL('mark.svg', stage.bellhop.shopUrl).href);
  await page.go(-1);
  await page.find('button', (await page.has('button', 'Close chat')) ? 'Close chat' : 'Open chat');
  return page.evaluate(() => 'same' in window);
};

it('lets Firefox keep the page in its back-forward cache, closed or open', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  expect(await comeBack(visitor)).toBe(true);
  await visitor.open();
  expect(await comeBack(visitor)).toBe(true);
});

it('comes back with its conversation in Firefox, which keeps no page that had a socket', async () => {
  // Whoever leaves may leave while a chunk is on its way.
  stage.mayLog(/Loading failed for the module/);
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await visitor.visit();
  await visitor.open();
  await visitor.say('I go and come back');
  await agent.answer('I go and come back', 'one');
  await visitor.hears('one');
  // Were it ever kept, it would stand open.
  if (!(await comeBack(visitor))) await visitor.open();
  await agent.answer('one', 'while you were away');
  await visitor.hears('while you were away');
});
