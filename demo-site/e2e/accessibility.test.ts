import { describe, expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const WIDGET = 'bellhop-chat';
/** Away, and then starting: 503 until it is open. */
const SERVER_GONE = [/net::ERR_/, /WebSocket connection to/, /status of 503/];

/** Colours are judged as they stand at the end, not half-way through an animation. */
const still = { reducedMotion: 'reduce' } as const;

const widgetFindings = (visitor: Visitor) => seriousFindings(visitor.page, WIDGET);

describe.each(['light', 'dark'] as const)('axe finds nothing serious (%s)', (colorScheme) => {
  it('in the widget: closed, open, in a conversation, refused, ended', async () => {
    const visitor = await stage.visitor({ ...still, colorScheme });
    const agent = await stage.agent({ ...still, colorScheme });
    await agent.signIn();
    await visitor.visit();
    expect(await widgetFindings(visitor)).toEqual([]);
    await visitor.open();
    expect(await widgetFindings(visitor)).toEqual([]);
    await visitor.say(`in the ${colorScheme} see https://example.com`);
    await agent.openConversation(`in the ${colorScheme}`);
    await agent.reply('an answer with https://example.com');
    await visitor.log.getByText('an answer').waitFor();
    await agent.replyBox.pressSequentially('and');
    await visitor.panel.getByText('is typing').waitFor({ state: 'attached' });
    await visitor.say('x'.repeat(10_001));
    await visitor.panel.getByRole('alert').waitFor();
    expect(await widgetFindings(visitor)).toEqual([]);
    await agent.endButton.click();
    await visitor.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
    expect(await widgetFindings(visitor)).toEqual([]);
  });

  it('in the console: sign-in, its errors, inbox, thread, keys', async () => {
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    await visitor.say(`thread in the ${colorScheme}`);
    const agent = await stage.agent({ ...still, colorScheme });
    agent.troubles.expect(/status of 401 /);
    await agent.visit();
    await agent.signInButton.waitFor();
    expect(await seriousFindings(agent.page)).toEqual([]);
    await agent.fillSignIn({ email: 'nobody@example.org', password: 'wrong password' });
    await agent.page.getByRole('alert').waitFor();
    expect(await seriousFindings(agent.page)).toEqual([]);
    await agent.fillSignIn();
    await agent.row(`thread in the ${colorScheme}`).waitFor();
    expect(await seriousFindings(agent.page)).toEqual([]);
    await agent.openConversation(`thread in the ${colorScheme}`);
    await agent.reply('a reply');
    await agent.thread.getByText('a reply').waitFor();
    expect(await seriousFindings(agent.page)).toEqual([]);
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('?');
    await agent.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await seriousFindings(agent.page)).toEqual([]);
  });
});

/** What a log announced, each addition once: what screen readers hear. */
const listen = (visitor: Visitor) =>
  visitor.page.evaluate(() => {
    const log = document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('[role=log]');
    if (!log) throw new Error('The widget has no announcer.');
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? '');
    }).observe(log, { childList: true, subtree: true, characterData: true });
  });
const heard = (visitor: Visitor) =>
  visitor.page.evaluate(() => (window as unknown as { heard: string[] }).heard);

it('announces a new message once, with its sender, and history never', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('listening');
  await agent.openConversation('listening');
  await agent.reply('old news');
  await visitor.log.getByText('old news').waitFor();
  await visitor.reload();
  await visitor.open();
  await visitor.log.getByText('old news').waitFor();

  const announcer = visitor.panel.getByRole('log');
  expect(await announcer.innerText()).toBe('');
  expect(await visitor.log.getAttribute('aria-live')).toBe(null);
  expect(await visitor.log.getAttribute('tabindex')).toBe('0');
  await listen(visitor);
  await agent.reply('fresh news');
  await eventually(() => heard(visitor)).toEqual(['Ada: fresh news']);
  await agent.reply('and more');
  await visitor.log.getByText('and more').waitFor();
  await eventually(() => heard(visitor)).toEqual(['Ada: fresh news', 'Ada: and more']);
});

it('finds nothing serious in widget and console while the server is away', async () => {
  const visitor = await stage.visitor(still);
  const agent = await stage.agent(still);
  for (const { troubles } of [visitor, agent]) troubles.expect(...SERVER_GONE);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('and then it broke');
  await agent.openConversation('and then it broke');
  await stage.bellhop.kill();
  await visitor.say('pending');
  await agent.reply('pending too');
  await visitor.panel.getByText('Reconnecting…').waitFor();
  await agent.page.getByText('Connection lost.').waitFor();
  expect(await widgetFindings(visitor)).toEqual([]);
  expect(await seriousFindings(agent.page)).toEqual([]);
  await stage.bellhop.start();
});
