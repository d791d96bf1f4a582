import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { messages as ar } from '../../console/i18n/ar.ts';
import { en } from '../../console/i18n/en.ts';
import type { Messages } from '../../console/i18n/messages.ts';
import { seriousFindings } from './harness/accessibility.ts';
import type { Agent } from './harness/agent.ts';
import { OWNER } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const SLOW_MS = 120_000;

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const startOf = (text: string) => new RegExp(`^${text.split('{')[0]}`);

async function signIn(agent: Agent): Promise<void> {
  await agent.visit();
  await agent.page.locator('input[name=email]').fill(OWNER.email);
  await agent.page.locator('input[name=password]').fill(OWNER.password);
  await agent.page.keyboard.press('Enter');
  await agent.page.waitForURL(/\/inbox\//);
}

/** What can stand over a thread, each with what opens it; all of them are left by Escape. */
function states(
  page: Page,
  words: Pick<Messages, 'said.edit' | 'said.redact'>,
): [name: string, open: () => Promise<unknown>][] {
  const key = async (name: string) => {
    await page.keyboard.press(name);
    await page.getByRole('dialog').waitFor();
  };
  const menu = async (item?: string) => {
    await page.locator('.said-menu button').last().click();
    await page.getByRole('menu').waitFor();
    if (item !== undefined) await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  return [
    ['the transfer', () => key('t')],
    ['the snooze', () => key('s')],
    ['the priority', () => key('p')],
    ['the tags', () => key('l')],
    ['the menu of a message', () => menu()],
    ['other words', () => menu(words['said.edit']).then(() => page.locator('form.reply textarea').waitFor())],
    [
      'the question before a redaction',
      () => menu(words['said.redact']).then(() => page.getByRole('dialog').waitFor()),
    ],
    ['a note', () => page.keyboard.press('n')],
  ];
}

it.each([
  ['en', en, 'light', 'dark'],
  ['ar', { ...en, ...ar }, 'dark', 'light'],
] as const)(
  'axe finds nothing serious over a thread, and nothing scrolls sideways (%s)',
  async (locale, words, atDesk, onPhone) => {
    const visitor = await stage.visitor({ reducedMotion: 'reduce' });
    await visitor.visit();
    await visitor.open();
    await visitor.say(`looked at in ${locale}`);
    await visitor.log.getByText(/^Delivered/).waitFor();
    const agent = await stage.agent({ locale, reducedMotion: 'reduce', viewport: DESK, colorScheme: atDesk });
    const { page } = agent;
    await signIn(agent);
    await agent.visitPlace('inbox/all');
    await page.getByRole('link', { name: new RegExp(`looked at in ${locale}`) }).click();
    const dryRun = page.getByText(words['dry.open'], { exact: true });
    await dryRun.click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('#reply').fill('Good day');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: startOf(words['said.actions']) })
      .first()
      .waitFor({ state: 'attached' });

    const findings: string[] = [];
    for (const [viewport, colorScheme] of [
      [DESK, atDesk],
      [PHONE, onPhone],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      for (const [name, open] of states(page, words)) {
        await page.locator('section.thread').focus();
        await open();
        const where = `${name}, ${viewport.width} ${colorScheme}`;
        findings.push(...(await seriousFindings(page)).map((finding) => `${where}: ${finding}`));
        if ((await sideways(page)) > 0) findings.push(`${where}: scrolls sideways`);
        await page.keyboard.press('Escape');
        await eventually(() => page.locator('dialog, [role=menu]').count()).toBe(0);
      }
    }
    expect(findings).toEqual([]);
  },
  SLOW_MS,
);
