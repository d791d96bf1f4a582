import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

const HOSTILE = [
  '<img src=x onerror="document.title=\'owned\'"> T1',
  '<script>document.title="owned"</script> T2',
  '"><svg/onload=document.title=1> T3',
  '&lt;b&gt;not bold&lt;/b&gt; T4',
  'javascript:document.title=1 and JaVaScRiPt:alert(1) T5',
  'data:text/html,<h1>x</h1> vbscript:x T6',
  '\u202Edetrevni si siht\u202C \u2066isolate\u2069 T7',
  `${'W'.repeat(900)} T8`,
  '👩‍👩‍👧‍👦🏳️‍🌈 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘! T9',
  '{"text":{"__proto__":1},"type":"div"} T10',
  '  two  spaces\n\nand a blank line T11',
];
const LINKED = 'https://example.com/a?b=1&c=2#d, http://example.org, mailto:a@example.org T12';
const TAG = /T\d+\b/g;
const tags = Array.from({ length: HOSTILE.length + 1 }, (_, n) => `T${n + 1}`);

interface Anchor {
  href: string;
  rel: string;
}
const anchorsIn = (log: Locator): Promise<Anchor[]> =>
  log
    .locator('a[href]')
    .evaluateAll((all) =>
      all.map((a) => ({ href: a.getAttribute('href') ?? '', rel: a.getAttribute('rel') ?? '' })),
    );

const foreignElements = (log: Locator) =>
  log.locator('img, script, iframe, object, h1, b, [onload], [onerror]').count();
const overflows = (page: Page, log: Locator) =>
  Promise.all([
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    log.evaluate((element) => element.scrollWidth - element.clientWidth),
  ]);

it('[S12] [S13] what either of them types is text on both screens, and links lead only where links may', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  const asked: string[] = [];
  for (const { context } of [visitor, agent])
    context.on('request', (request) => asked.push(new URL(request.url()).host));
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  const shopTitle = await visitor.page.title();
  for (const text of [...HOSTILE, LINKED]) await visitor.say(text);
  await agent.openConversation('T12');
  await eventually(() => agent.said(TAG)).toEqual(tags);
  await agent.reply(`${HOSTILE[0]} A1`);
  await agent.reply(`${LINKED} A2`);
  await eventually(() => visitor.said(/A\d\b/g)).toEqual(['A1', 'A2']);
  expect(await visitor.said(TAG)).toEqual([...tags, 'T1', 'T12']);

  for (const { page, log } of [
    { page: visitor.page, log: visitor.log },
    { page: agent.page, log: agent.thread },
  ]) {
    for (const text of [HOSTILE[0], HOSTILE[1], HOSTILE[3], HOSTILE[9]])
      expect(await log.innerText()).toContain(text);
    expect(await foreignElements(log)).toBe(0);
    const anchors = await anchorsIn(log);
    expect(anchors.length).toBeGreaterThanOrEqual(4);
    for (const { href, rel } of anchors) {
      expect(href).toMatch(/^(https?|mailto|tel):/);
      expect(rel.split(' ')).toEqual(expect.arrayContaining(['noopener', 'noreferrer']));
    }
    expect(anchors.some(({ href }) => href === 'https://example.com/a?b=1&c=2#d')).toBe(true);
    expect(await overflows(page, log)).toEqual([0, 0]);
  }
  expect(await visitor.page.title()).toBe(shopTitle);
  expect(await agent.page.title()).not.toContain('owned');
  const ours = [stage.bellhop.url, stage.bellhop.shopUrl].map((url) => new URL(url).host);
  expect(asked.filter((host) => !ours.includes(host))).toEqual([]);
});

describe('limits', () => {
  const COUNT = 23;
  const all = Array.from({ length: COUNT }, (_, n) => `quick ${n + 1}.`);

  it('[S26] [L1] says so when messages come too fast', async () => {
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    for (const text of all) await visitor.say(text);
    await visitor.panel.getByText('Too many messages at once.').first().waitFor();
  });

  it('[M2] refuses 10,001 characters and keeps the text; 10,000 go', async () => {
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    const long = 'x'.repeat(10_001);
    await visitor.say(long);
    await visitor.panel.getByRole('alert').filter({ hasText: '10,000' }).waitFor();
    expect(await visitor.composer.inputValue()).toBe(long);
    await visitor.say(long.slice(1));
    await visitor.log.getByText(/^Delivered/).waitFor();
    expect(await visitor.composer.inputValue()).toBe('');

    const agent = await stage.agent();
    await agent.signIn();
    await agent.openConversation(/xxxx/);
    await agent.replyBox.fill(long);
    await agent.page.getByRole('alert').filter({ hasText: '1 character too many' }).waitFor();
    expect(await agent.sendButton.isDisabled()).toBe(true);
    expect(await agent.replyBox.inputValue()).toBe(long);
  });
});
