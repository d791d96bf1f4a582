import { expect } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { seriousFindings } from './accessibility.ts';
import { OWNER } from './bellhop-process.ts';
import { PREVIEW_SANDBOX } from './settings-place.ts';
import type { Stage } from './stage.ts';

export const TABLET = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A frame with the new size and colours, and nothing on its way between two of them. */
const drawn = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await frame();
    while (document.getAnimations().some(({ playState }) => playState === 'running')) await frame();
  });

/** Every page of the rail, and one of those that stand behind each. */
async function places(stage: Stage): Promise<string[]> {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('whose page is looked at');
  await visitor.log.getByText(/^Delivered/).waitFor();
  const owner = await stage.agent();
  owner.troubles.expect(PREVIEW_SANDBOX);
  await owner.signIn();
  await owner.settings.open('Members');
  const pages = await owner.settings.pages.evaluateAll((all) =>
    all.map((link) => link.getAttribute('href') ?? ''),
  );
  const first = async (list: string, under: string) => {
    await owner.visitPlace(list);
    const link = owner.settings.main.locator(`a[href*="/${under}/"]`).first();
    return (await link.getAttribute('href')) ?? '';
  };
  const behind = [await first('settings/members', 'members'), await first('settings/sites', 'sites')];
  const visitors = await first('visitors', 'visitors');
  await owner.context.close();
  const root = pages[0]?.replace(/\/settings\/.*/, '') ?? '';
  return [...pages, ...behind, `${root}/settings/teams/new`, `${root}/visitors`, visitors].map((path) =>
    path.replace(`${root}/`, ''),
  );
}

interface Look {
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
}

/** Goes to every page of the settings, in one language, and looks at it in each of these ways. */
export async function lookAtSettings(
  stage: Stage,
  locale: 'en' | 'ar',
  looks: readonly [Look, ...Look[]],
): Promise<void> {
  const everywhere = await places(stage);
  const options: BrowserContextOptions = { locale, reducedMotion: 'reduce', ...looks[0] };
  const agent = await stage.agent(options);
  const { page } = agent;
  agent.troubles.expect(PREVIEW_SANDBOX);
  await agent.visit();
  await page.locator('input[name=email]').fill(OWNER.email);
  await page.locator('input[name=password]').fill(OWNER.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\//);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe(locale === 'ar' ? 'rtl' : 'ltr');

  const findings: string[] = [];
  for (const place of everywhere) {
    await agent.visitPlace(place);
    await agent.settings.ready();
    for (const { viewport, colorScheme } of looks) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      const where = `${place} ${viewport.width} ${colorScheme}`;
      findings.push(...(await seriousFindings(page)).map((finding) => `${where}: ${finding}`));
      if ((await sideways(page)) > 0) findings.push(`${where}: scrolls sideways`);
    }
    await page.setViewportSize(looks[0].viewport);
  }
  expect(everywhere.length).toBeGreaterThanOrEqual(14);
  expect(findings).toEqual([]);
}
