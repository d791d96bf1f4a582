import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { defaultSettings } from '../../../shared/widget-settings/default-settings.ts';
import type { WidgetSettings } from '../../../shared/widget-settings/schema.ts';
import { english } from '../../../widget/i18n/catalogues.ts';
import arabic from '../../../widget/i18n/languages/ar.ts';
import type { Agent } from './agent.ts';
import { AgentByHttp } from './agent-by-http.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** The widget in each of its states, by theme and direction, at three sizes: a sheet of pictures for each look. */
const LOOKS = [
  { name: 'light', colorScheme: 'light', words: english, language: 'en' },
  { name: 'dark', colorScheme: 'dark', words: english, language: 'en' },
  { name: 'light-rtl', colorScheme: 'light', words: arabic, language: 'ar' },
  { name: 'dark-rtl', colorScheme: 'dark', words: arabic, language: 'ar' },
] as const;
type Look = (typeof LOOKS)[number];

const PHONE = { width: 360, height: 740 };
const TABLET = { width: 768, height: 1024 };
const DESK = { width: 1440, height: 900 };
/** What is cut out of the bigger two: the corner with the widget. */
const CORNER = { width: 440, height: 740 };

const PLAIN: WidgetSettings = { ...defaultSettings('Fern & Field'), accent: '#00704e' };
const ask = { label: '', kind: 'text', required: false, options: [] as string[] } as const;
const FORMS: WidgetSettings = {
  ...PLAIN,
  pre_chat: {
    ...PLAIN.pre_chat,
    enabled: true,
    fields: [
      { ...ask, key: 'name', options: [] },
      { ...ask, key: 'email', kind: 'email', required: true, options: [] },
      { ...ask, key: 'topic', label: 'Topic', kind: 'select', required: true, options: ['Orders', 'Plants'] },
    ],
  },
  offline: { ...PLAIN.offline, enabled: true },
  greetings: [
    {
      id: 'light1',
      text: 'Too little light? Ask a gardener.',
      page: '',
      event: '',
      seconds: 0,
      visitor: 'any',
      once: 'session',
    },
  ],
};

interface Scene {
  stage: Stage;
  owner: AgentByHttp;
  agent: Agent;
  look: Look;
  folder: string;
  /** `arrange` makes at each size what a change of it would undo. */
  shoot: (visitor: Visitor, state: string, arrange?: () => Promise<unknown>) => Promise<void>;
  /** A new visitor, on the shop's page. */
  enter: (path?: string) => Promise<Visitor>;
}

const frame = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Quotes of both in the log, one over what is being written; then the emoji. */
async function answerEachOther({ agent, look, shoot, folder }: Scene, visitor: Visitor): Promise<void> {
  const { reply } = look.words;
  const choose = async (text: string): Promise<void> => {
    await visitor.log.getByText(text).first().hover();
    await visitor.panel.getByRole('button', { name: reply.reply.replace('{text}', text) }).click();
  };
  await choose('You are welcome.');
  await visitor.say('One more: which pot should it have, and how often do I turn it to the light?');
  await agent.thread.getByText('which pot').last().hover();
  await agent.page.getByRole('button', { name: /^Actions: It stands right above/ }).click();
  await agent.page.getByRole('menuitem', { name: 'Reply', exact: true }).click();
  await agent.replyBox.fill('That explains the edges.');
  await photographConsole(agent, join(folder, `console-${look.name}.png`));
  await agent.sendButton.click();
  await visitor.log.getByText('That explains the edges.').waitFor();
  await choose('That explains the edges.');
  await visitor.composer.fill('So I move it tomorrow');
  await shoot(visitor, 'reply');
  const grid = visitor.panel.getByRole('grid');
  await shoot(visitor, 'emoji', async () => {
    if (await grid.isVisible()) await visitor.page.keyboard.press('Escape');
    await visitor.panel.getByRole('button', { name: reply.emoji, exact: true }).click();
    await grid.waitFor();
    await visitor.page.keyboard.press('ArrowDown');
  });
  await visitor.composer.focus();
  await visitor.panel.getByRole('button', { name: reply.cancel }).click();
  await visitor.composer.fill('');
}

/** The agent's side of it, in the same look. */
async function photographConsole({ page }: Agent, path: string): Promise<void> {
  await frame(page);
  await page.screenshot({ path });
}

async function talk(scene: Scene): Promise<void> {
  const { agent, enter, shoot } = scene;
  const visitor = await enter();
  await shoot(visitor, 'closed');
  await visitor.open();
  await shoot(visitor, 'open');
  await visitor.context.setOffline(true);
  const question = `Hi! My monstera has brown edges. Too much sun? ${Date.now() % 1000}`;
  await visitor.say(question);
  await visitor.panel.locator('.mark').first().waitFor();
  await shoot(visitor, 'not-sent-yet');
  await visitor.context.setOffline(false);
  await agent.openConversation(question);
  await visitor.panel.locator('.aside').waitFor();
  await shoot(visitor, 'waiting');
  await agent.reply('Brown edges are usually dry air, not sun. How far is it from the radiator?');
  await agent.reply('Move it a metre away: https://fernandfield.example/care/monstera');
  await visitor.log.getByText('Move it a metre').waitFor();
  await visitor.say('It stands right above one. Thank you!');
  await agent.thread.getByText('right above one').waitFor();
  await agent.replyBox.pressSequentially('You are wel', { delay: 20 });
  await visitor.panel.locator('.typing').waitFor();
  await shoot(visitor, 'talking');
  await agent.replyBox.fill('You are welcome.');
  await agent.sendButton.click();
  await visitor.log.getByText('You are welcome.').waitFor();
  await answerEachOther(scene, visitor);
  await visitor.context.setOffline(true);
  await visitor.panel.locator('.slim').waitFor();
  await shoot(visitor, 'offline');
  await visitor.context.setOffline(false);
  await visitor.panel.locator('.slim').waitFor({ state: 'detached' });
  await agent.endButton.click();
  await visitor.panel.locator('[role=radiogroup],fieldset').first().waitFor();
  await shoot(visitor, 'rating');
  await visitor.panel.locator('input[type=radio]').last().check({ force: true });
  await shoot(visitor, 'rating-chosen');
  await visitor.panel.locator('.primary').first().click();
  await visitor.page.waitForTimeout(400);
  await shoot(visitor, 'rated');
  await visitor.page.reload();
  await visitor.open();
  await visitor.panel.getByRole('searchbox').or(visitor.panel.locator('ul,ol').first()).first().waitFor();
  await shoot(visitor, 'home');
  await visitor.context.close();
}

async function forms({ owner, enter, shoot }: Scene): Promise<void> {
  await owner.publishWidget(FORMS);
  const greeted = await enter();
  await greeted.page.locator('bellhop-chat').getByText('Too little light?').first().waitFor();
  await shoot(greeted, 'greeting');
  await greeted.open();
  await greeted.panel.getByRole('combobox').waitFor();
  await shoot(greeted, 'asked-first');
  await greeted.panel.locator('.primary').first().click();
  await greeted.panel.getByRole('alert').first().waitFor();
  await shoot(greeted, 'asked-first-wrong');
  await greeted.context.close();
  await owner.publishWidget(PLAIN);
}

async function pictures(stage: Stage, look: Look, folder: string): Promise<string[]> {
  const taken: string[] = [];
  const options: BrowserContextOptions = {
    viewport: DESK,
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
  };
  const owner = await AgentByHttp.signIn(stage.bellhop.url);
  const agent = await stage.agent(options);
  await agent.signIn();
  if (look.language !== 'en') await agent.page.evaluate(() => (document.documentElement.dir = 'rtl'));
  const scene: Scene = {
    stage,
    owner,
    agent,
    look,
    folder,
    async enter(path = 'plants/monstera') {
      const visitor = await stage.visitor(options);
      if (look.language !== 'en') {
        visitor.reads(look.words);
        await visitor.page.addInitScript(() => {
          new MutationObserver((_, observer) => {
            Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' });
            observer.disconnect();
          }).observe(document, { childList: true });
        });
      }
      await visitor.page.goto(new URL(path, stage.bellhop.shopUrl).href);
      await visitor.page.locator('bellhop-chat button').first().waitFor();
      return visitor;
    },
    async shoot({ page }, state, arrange) {
      for (const size of [PHONE, TABLET, DESK]) {
        await page.setViewportSize(size);
        await page.mouse.move(0, 0);
        await arrange?.();
        await frame(page);
        const isPhone = size === PHONE;
        const clip = { x: size.width - CORNER.width, y: size.height - CORNER.height, ...CORNER };
        const path = join(folder, `${look.name}-${state}-${size.width}.png`);
        await page.screenshot({ path, ...(!isPhone && { clip }) });
        taken.push(path);
      }
    },
  };
  await talk(scene);
  await forms(scene);
  await agent.context.close();
  return taken;
}

/** All pictures of a look on one page, three to a state. */
async function sheet(stage: Stage, paths: string[], target: string): Promise<void> {
  const { page, context } = await stage.agent({ viewport: { width: 1600, height: 1000 } });
  const cells = paths.map((path) => {
    const data = readFileSync(path).toString('base64');
    const name = path.split('/').at(-1)?.replace('.png', '');
    return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
  });
  await page.setContent(
    `<style>body{margin:8px;display:grid;grid-template-columns:repeat(6,1fr);gap:8px;font:11px system-ui;background:#8a8a8a}figure{margin:0}img{width:100%;height:440px;object-fit:contain;object-position:top}</style>${cells.join('')}`,
  );
  await page.screenshot({ path: target, fullPage: true });
  await context.close();
}

export async function photographWidget(stage: Stage, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const look of LOOKS) {
    const paths = await pictures(stage, look, folder);
    await sheet(stage, paths, join(folder, `sheet-${look.name}.png`));
    process.stdout.write(`${look.name}: ${paths.length} pictures\n`);
  }
}
