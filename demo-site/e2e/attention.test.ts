import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import { OWNER_NAME } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { acceptInvitation, CLIPBOARD, copyInvitation } from './harness/invite.ts';
import { useStage } from './harness/use-stage.ts';
import type { Agent } from './harness/agent.ts';

const stage = useStage();
const BO = { email: 'bo@fernandfield.example', name: 'Bo', password: 'ladybirds-on-the-beans' };
/** The socket of a page that is reloaded may be closed while it opens. */
const SOCKET_CLOSED = /WebSocket is closed before the connection is established/;

interface Shown {
  title: string;
  body: string;
  closed: boolean;
}
type Recorded = Window & { shown: Shown[]; clickLast: () => void; beeps: number };

/** Keeps what would have been shown and heard; headless Chromium has no desktop. */
const record = (context: BrowserContext) =>
  context.addInitScript(() => {
    const page = window as unknown as Recorded;
    page.shown = [];
    page.beeps = 0;
    const made: EventTarget[] = [];
    class FakeNotification extends EventTarget {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      readonly kept: Shown;
      constructor(title: string, { body = '' }: NotificationOptions = {}) {
        super();
        page.shown.push((this.kept = { title, body, closed: false }));
        made.push(this);
      }
      close() {
        this.kept.closed = true;
      }
    }
    Object.assign(page, { Notification: FakeNotification });
    page.clickLast = () => made.at(-1)?.dispatchEvent(new Event('click'));
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...given) {
      page.beeps++;
      return start.apply(this, given);
    };
  });

const shownIn = (page: Page) => page.evaluate(() => (window as unknown as Recorded).shown);
const markOf = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? '');

/** Another page of the same person comes to the front: theirs is in the background. */
async function lookElsewhere({ context, page }: Agent): Promise<Page> {
  const other = await context.newPage();
  await other.goto('about:blank');
  await other.bringToFront();
  // A headless browser calls every page focused and visible.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.hasFocus = () => false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  return other;
}

it('tells who looks elsewhere, once over two tabs, and a click leads to the chat', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await record(agent.context);
  await agent.signIn();
  // The gesture after which a browser lets a page sound.
  await agent.page.getByRole('heading', { level: 1 }).first().click();
  const second = await agent.context.newPage();
  await second.goto(agent.page.url());
  await second.getByRole('list', { name: 'Conversations' }).waitFor({ state: 'attached' });
  await second.evaluate(() => {
    document.hasFocus = () => false;
    dispatchEvent(new Event('blur'));
  });
  await lookElsewhere(agent);
  expect(await agent.page.title()).toBe('Bellhop');
  const quiet = await markOf(agent.page);

  await visitor.visit();
  await visitor.open();
  await visitor.say('Is the willow in stock?\nA second line.');
  const shown = async () => [...(await shownIn(agent.page)), ...(await shownIn(second))];
  await eventually(shown).toHaveLength(1);
  expect((await shown())[0]).toMatchObject({
    title: expect.stringMatching(/^New chat: Visitor #\d+$/),
    body: expect.stringContaining('Is the willow in stock?'),
  });
  for (const page of [agent.page, second]) await eventually(() => page.title()).toBe('(1) Bellhop');
  expect(await markOf(agent.page)).not.toBe(quiet);
  await eventually(() => agent.page.evaluate(() => (window as unknown as Recorded).beeps)).toBeGreaterThan(0);
  expect(await second.evaluate(() => (window as unknown as Recorded).beeps)).toBe(0);

  await agent.page.evaluate(() => (window as unknown as Recorded).clickLast());
  await agent.thread.waitFor();
  await agent.reply('It is.');
  for (const page of [agent.page, second]) await eventually(() => page.title()).toBe('Bellhop');
  expect(await markOf(agent.page)).toBe(quiet);
});

it('preferences survive a reload, come to another browser live, and have no barriers', async () => {
  const here = await stage.agent();
  const there = await stage.agent();
  for (const { troubles } of [here, there]) troubles.expect(SOCKET_CLOSED);
  // More chats than an admin allows.
  here.troubles.expect(/status of 400 .*\/preferences\)/);
  await Promise.all([here.signIn(), there.signIn()]);
  const compact = ({ page }: Agent) => page.evaluate(() => document.documentElement.dataset['density']);
  await Promise.all([here, there].map((agent) => agent.visitPlace('settings/preferences')));
  const density = ({ page }: Agent) => page.getByRole('combobox', { name: 'Density' });
  await density(here).selectOption({ label: 'Compact' });
  await eventually(() => compact(there)).toBe('compact');
  await eventually(() => density(there).inputValue()).toBe('compact');

  await here.page.getByRole('textbox', { name: 'Chats at a time' }).fill('9');
  await here.page
    .getByRole('form')
    .or(here.page.locator('form'))
    .filter({ hasText: 'Chats at a time' })
    .getByRole('button')
    .click();
  await here.page.getByText('At most 5: an admin decided that.').waitFor();
  const signature = ({ page }: Agent) => page.getByRole('textbox', { name: 'Signature' });
  const isAdded = ({ page }: Agent) => page.getByRole('switch', { name: 'Add my signature to replies' });
  await signature(here).fill('{{agent.name}} of Fern');
  await here.page.locator('form').filter({ hasText: 'Signature' }).getByRole('button').click();
  await eventually(() => signature(there).inputValue()).toBe('{{agent.name}} of Fern');
  await isAdded(here).check();
  await eventually(() => isAdded(there).isChecked()).toBe(true);
  expect(await seriousFindings(here.page, 'main')).toEqual([]);
  await here.page.reload();
  await eventually(() => signature(here).inputValue()).toBe('{{agent.name}} of Fern');
  expect([await compact(here), await isAdded(here).isChecked()]).toEqual(['compact', true]);

  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('who are you?');
  await there.page.goBack();
  await there.openConversation('who are you?');
  await there.page.getByText(`${OWNER_NAME} of Fern`).waitFor();
  await there.reply('A gardener.');
  await visitor.log.getByText(`${OWNER_NAME} of Fern`).waitFor();
  await density(here).selectOption({ label: 'Comfortable' });
  await isAdded(here).uncheck();
  await eventually(() => compact(there)).toBeUndefined();
});

it('shows live who else looks, and who replied meanwhile', async () => {
  const ada = await stage.agent(CLIPBOARD);
  const bo = await stage.agent();
  await ada.signIn();
  await ada.settings.open('Members');
  bo.troubles.expect(/status of (401|404) /);
  await acceptInvitation(bo, await copyInvitation(ada, BO.email, 'Agent'), BO);
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('two at once');
  await ada.visitPlace('inbox/waiting');
  await ada.openConversation('two at once');
  const faces = (agent: Agent, name: string) =>
    agent.page.getByRole('img', { name: `Also looking: ${name}`, exact: true });
  await bo.visitPlace('inbox/waiting');
  await bo.openConversation('two at once');
  await faces(ada, BO.name).waitFor();
  await faces(bo, OWNER_NAME).waitFor();

  await ada.replyBox.pressSequentially('I was just', { delay: 10 });
  await bo.page.getByText(`${OWNER_NAME} is typing a reply`).waitFor();
  await bo.reply('I have it.');
  await ada.page.getByText(`${BO.name} replied while you were writing.`).waitFor();
  await ada.page.getByRole('button', { name: 'I have seen it' }).click();
  await bo.visitPlace('inbox/waiting');
  await faces(ada, BO.name).waitFor({ state: 'detached' });
});
