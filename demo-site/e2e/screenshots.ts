import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { photographSettings } from './harness/photograph-settings.ts';
import { photographWidget } from './harness/photograph-widget.ts';
import { Stage } from './harness/stage.ts';
import ar from '../../widget/i18n/languages/ar.ts';
import type { Agent } from './harness/agent.ts';
import type { Visitor } from './harness/visitor.ts';

/**
 * `npm run screenshots`: widget and console at three sizes, light, dark and mirrored, and some pages of the settings;
 * `-- README` for that page's alone, `-- settings` for those of the settings; `-- widget` takes the widget in each of its states,
 * into .cache/widget, for somebody to look through.
 */
const FOLDER = resolve(import.meta.dirname, '../../docs/screenshots');
const WIDGET_FOLDER = resolve(import.meta.dirname, '../../.cache/widget');
const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;
const README_SIZE = SIZES[2];
const LOOKS = ['light', 'dark', 'rtl'] as const;
type LookName = (typeof LOOKS)[number];

const QUESTION = 'Hi! My monstera has brown edges. Too much sun?';
const ANSWERS = [
  'Brown edges are usually dry air, not sun. How far is it from the radiator?',
  'Move it a metre away and mist it twice a week; new leaves will come in clean.',
];
const WAITING = [
  'Do you ship to Ireland?',
  'Order F-2048 says delivered, but there is no box here.',
  'Which fern survives a bathroom without a window?',
];

const contextOf = (look: LookName, viewport: { width: number; height: number }): BrowserContextOptions => ({
  viewport,
  colorScheme: look === 'dark' ? 'dark' : 'light',
  reducedMotion: 'reduce',
  ...(viewport.width < 480 && { hasTouch: true, isMobile: true }),
});

/** The page's language turns the widget around; the console stays English, so that its names find it, turned by hand. */
const mirror = (person: Visitor | Agent) =>
  person.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' });
      observer.disconnect();
    }).observe(document, { childList: true });
  });

async function seed(stage: Stage): Promise<void> {
  const agent = await stage.agent();
  await agent.signIn();
  for (const text of WAITING) {
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    await visitor.say(text);
    await agent.row(text).waitFor();
  }
  await agent.openConversation(WAITING[1] as string);
  await agent.reply('That should not happen. I am looking at the courier’s photo right now.');
  await agent.row('That should not happen').waitFor();
  await agent.context.close();
}

/** One visitor and one agent in conversation, then a picture of each at every size. */
async function photograph(
  stage: Stage,
  look: LookName,
  sizes: readonly (typeof SIZES)[number][],
): Promise<void> {
  const visitor = await stage.visitor(contextOf(look, README_SIZE));
  const agent = await stage.agent(contextOf(look, README_SIZE));
  if (look === 'rtl') {
    visitor.reads(ar);
    await Promise.all([mirror(visitor), mirror(agent)]);
  }
  await visitor.visit(look === 'rtl' ? 'plants/monstera?dir=rtl' : 'plants/monstera');
  await visitor.open();
  await visitor.say(QUESTION);
  await agent.signIn();
  await agent.openConversation(QUESTION);
  for (const answer of ANSWERS) await agent.reply(answer);
  await visitor.log.getByText(ANSWERS[1] as string).waitFor();
  await visitor.say('It stands right above one. Thank you!');
  await agent.thread.getByText('Thank you!').waitFor();
  await visitor.log.getByText(new RegExp(`^${look === 'rtl' ? ar.line.read : 'Read'}`)).waitFor();
  for (const size of sizes) {
    for (const [name, { page }] of Object.entries({ widget: visitor, console: agent })) {
      await page.setViewportSize(size);
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(FOLDER, `${name}-${look}-${size.width}.png`) });
    }
  }
  await Promise.all([visitor.context.close(), agent.context.close()]);
}

async function main(only: string | undefined): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const stage = new Stage();
  const isReadme = only === 'README';
  try {
    await stage.set({});
    if (only === 'widget') return await photographWidget(stage, WIDGET_FOLDER);
    if (only !== 'settings') {
      await seed(stage);
      const looks = isReadme ? LOOKS.slice(0, 2) : LOOKS;
      for (const look of looks) await photograph(stage, look, isReadme ? [README_SIZE] : SIZES);
    }
    if (!isReadme) await photographSettings(stage, FOLDER);
  } finally {
    await stage.strike();
  }
  process.stdout.write(`The pictures are in ${FOLDER}.\n`);
}

await main(process.argv[2]);
