import { expect, it } from 'vitest';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import { Visitor } from './harness/visitor.ts';

const stage = useStage();
const LINE = /no \d\./g;
const LINES = ['no 1.', 'no 2.', 'no 3.'];

/** Counts the tones that a page plays. */
const COUNT_TONES = `
  window.tones = 0;
  const Real = window.AudioContext;
  window.AudioContext = class extends Real { constructor() { super(); window.tones++; } };`;

const secondTab = async (visitor: Visitor): Promise<Visitor> => {
  const page = await visitor.context.newPage();
  const other = new Visitor(page, visitor.context, visitor.troubles, stage.bellhop.shopUrl);
  await other.visit();
  return other;
};

it('[M1] [M5] [M9] a network cut amid three messages, a reload, and all arrive once and in order', async () => {
  const agent = await AgentByHttp.signIn(stage.bellhop.url);
  const visitor = await stage.visitor();
  const { page } = visitor;
  visitor.troubles.expect(/ERR_FAILED|WebSocket|ERR_INTERNET|Failed to load/);
  const bellhop = new URL(stage.bellhop.url);
  let isCutting = false;
  let isCut = false;
  let passed = 0;
  await page.routeWebSocket(new RegExp(`:${bellhop.port}/ws`), (socket) => {
    if (isCut) return void socket.close();
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (isCut) return;
      server.send(frame);
      if (!isCutting || !String(frame).includes('"message.send"')) return;
      // The second goes out, and its answer never comes.
      if (++passed < 2) return;
      isCut = true;
      void socket.close();
    });
    server.onMessage((frame) => {
      if (!isCut) socket.send(frame);
    });
  });
  await page.route(
    (url) => url.port === bellhop.port,
    (route) => (isCut ? route.abort() : route.continue()),
  );
  await visitor.visit();
  await visitor.open();
  await visitor.say('to begin with');
  await agent.answer('to begin with', 'go on');
  await visitor.log.getByText('go on').waitFor();

  isCutting = true;
  await page.evaluate(async (lines) => {
    for (const line of lines) await window.Bellhop?.sendMessage?.(line);
  }, LINES);
  await eventually(async () => isCut).toBe(true);
  await eventually(() => visitor.said(LINE)).toEqual(LINES);
  await page.reload();
  isCutting = false;
  isCut = false;
  await visitor.reload();
  await visitor.open();
  await agent.answer('no 3.', 'all here');
  await visitor.log.getByText('all here').waitFor();
  await eventually(() => visitor.said(LINE)).toEqual(LINES);
  await eventually(() => visitor.panel.getByText(/Sending|Will be sent/).count()).toBe(0);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /outbox/.test(key)))).toEqual(
    [],
  );
});

it('two tabs that write at once keep both drafts, through reloads and through what the other one sends', async () => {
  const one = await stage.visitor();
  await one.visit();
  await one.open();
  const two = await secondTab(one);
  await two.open();
  await Promise.all([
    one.composer.pressSequentially('the draft of one', { delay: 5 }),
    two.composer.pressSequentially('and that of two', { delay: 5 }),
  ]);
  const both = async () => [await one.composer.inputValue(), await two.composer.inputValue()];
  expect(await both()).toEqual(['the draft of one', 'and that of two']);
  await Promise.all([one.reload(), two.reload()]);
  await Promise.all([one.open(), two.open()]);
  expect(await both()).toEqual(['the draft of one', 'and that of two']);
  await two.sendButton.click();
  await two.log.getByText('Delivered').waitFor();
  await one.reload();
  await one.open();
  await one.log.getByText('and that of two').waitFor();
  expect(await both()).toEqual(['the draft of one', '']);
});

it('[S10] tabs read, ring and forget as one', async () => {
  const agent = await AgentByHttp.signIn(stage.bellhop.url);
  const one = await stage.visitor();
  await one.context.addInitScript(COUNT_TONES);
  await one.visit();
  await one.open();
  await one.say('hello there');
  await one.log.getByText('Delivered').waitFor();
  const two = await secondTab(one);
  await two.open();
  await two.log.getByText('hello there').waitFor();
  await Promise.all([one.closer.click(), two.closer.click()]);
  const unread = (who: Visitor) => who.launcher.evaluate((button) => button.getAttribute('aria-description'));
  const tones = async () =>
    (await Promise.all([one, two].map(({ page }) => page.evaluate('window.tones'))))
      .map(Number)
      .reduce((sum, count) => sum + count);

  await agent.answer('hello there', 'hello to both');
  await eventually(() => unread(one)).toBe('1 unread');
  await eventually(() => unread(two)).toBe('1 unread');
  await eventually(tones).toBe(1);
  await one.open();
  await one.log.getByText('hello to both').waitFor();
  await eventually(() => unread(two)).toBe('');

  await one.panel.getByRole('button', { name: 'More', exact: true }).click();
  await one.panel.getByRole('button', { name: 'Mute sounds' }).click();
  await two.open();
  await two.panel.getByRole('button', { name: 'More', exact: true }).click();
  await two.panel.getByRole('button', { name: 'Turn sounds on' }).waitFor();
  await two.composer.fill('something private');
  await one.page.evaluate(() => window.Bellhop?.reset?.());
  await eventually(() => two.log.innerText()).not.toContain('hello there');
  await eventually(() => two.composer.inputValue()).toBe('');
  for (const { page } of [one, two]) {
    const left = () => page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
    await eventually(left).toEqual([]);
  }
  expect(await tones()).toBe(1);
});

it('[S10] a draft in a tab that knew nobody goes with whom another tab forgets', async () => {
  const one = await stage.visitor();
  await one.visit();
  await one.open();
  const two = await secondTab(one);
  await two.open();
  await two.composer.fill('something private');
  await one.say('hello, and goodbye');
  await one.log.getByText('Delivered').waitFor();
  expect(await two.composer.inputValue()).toBe('something private');
  await one.page.evaluate(() => window.Bellhop?.reset?.());
  await eventually(() => two.composer.inputValue()).toBe('');
  for (const { page } of [one, two]) {
    const left = () => page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
    await eventually(left).toEqual([]);
  }
});
