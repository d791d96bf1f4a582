import { expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { OWNER } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

const hasFocus = (locator: Locator) => locator.evaluate((element) => element.matches(':focus'));

it('an agent signs in, moves, replies, ends and asks for the keys without a pointer', async () => {
  for (const name of ['older', 'newer']) {
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    await visitor.say(`the ${name} one`);
    await visitor.log.getByText(/^Delivered/).waitFor();
  }
  const agent = await stage.agent();
  const { keyboard } = agent.page;
  await agent.visit();
  await eventually(() => hasFocus(agent.email)).toBe(true);
  await keyboard.type(OWNER.email);
  await keyboard.press('Tab');
  await keyboard.type(OWNER.password);
  await keyboard.press('Enter');
  await agent.row('the older one').waitFor();
  await agent.row('the newer one').waitFor();

  await keyboard.press('?');
  const map = agent.page.getByRole('dialog', { name: 'Keys' });
  await map.waitFor();
  await keyboard.press('Escape');
  await map.waitFor({ state: 'hidden' });

  // Who waits longest comes first.
  await keyboard.press('j');
  await agent.thread.getByText('the older one').waitFor();
  await keyboard.press('j');
  await agent.thread.getByText('the newer one').waitFor();
  await keyboard.press('k');
  await agent.thread.getByText('the older one').waitFor();
  await keyboard.press('r');
  await eventually(() => hasFocus(agent.replyBox)).toBe(true);
  await keyboard.type('je ne r');
  await keyboard.press('Shift+Enter');
  await keyboard.type('e?');
  expect(await agent.replyBox.inputValue()).toBe('je ne r\ne?');
  await keyboard.press('Enter');
  await agent.thread.getByText('je ne r').waitFor();
  await eventually(() => agent.replyBox.inputValue()).toBe('');
  await keyboard.press('Escape');
  expect(await hasFocus(agent.replyBox)).toBe(false);
  await keyboard.press('e');
  await agent.thread.getByText(/^Ended by /).waitFor();
});

it('a visitor opens, writes, sends and closes without a pointer, and the focus goes home', async () => {
  const visitor = await stage.visitor();
  const { keyboard } = visitor.page;
  await visitor.visit();
  // The launcher comes last on the page, so it is the first stop backwards.
  await keyboard.press('Shift+Tab');
  await eventually(() => hasFocus(visitor.launcher)).toBe(true);
  await keyboard.press('Enter');
  await visitor.panel.waitFor();
  await eventually(() => hasFocus(visitor.composer)).toBe(true);
  await keyboard.type('first line');
  await keyboard.press('Shift+Enter');
  await keyboard.type('second line');
  expect(await visitor.composer.inputValue()).toBe('first line\nsecond line');
  await keyboard.press('Enter');
  await visitor.log.getByText('second line').waitFor();
  expect(await visitor.composer.inputValue()).toBe('');
  expect(await hasFocus(visitor.composer)).toBe(true);
  await keyboard.press('Escape');
  await visitor.panel.waitFor({ state: 'hidden' });
  await eventually(() => hasFocus(visitor.launcher)).toBe(true);
});
