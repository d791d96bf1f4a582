import { expect, it } from 'vitest';
import de from '../../widget/i18n/languages/de.ts';
import ar from '../../widget/i18n/languages/ar.ts';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import type { Greeting } from '../../shared/widget-settings/greetings.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const GREETING: Greeting = {
  id: 'help1',
  text: 'Fragen zu Ihrer Bestellung?',
  page: '*/help',
  event: '',
  seconds: 0,
  visitor: 'any',
  once: 'visitor',
};
const SETTINGS = {
  ...defaultSettings('Fern & Field'),
  texts: { de: { panel: { send: 'Ab damit' } } },
  greetings: [GREETING, { ...GREETING, id: 'cart1', text: 'Zu teuer?', page: '', event: 'cart.full' }],
};

const inGerman = async (): Promise<Visitor> => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  await visitor.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      document.documentElement.lang = 'de-AT';
      observer.disconnect();
    }).observe(document, { childList: true });
  });
  visitor.reads({ ...de, panel: { ...de.panel, send: 'Ab damit' } });
  return visitor;
};
const bubbleOf = ({ page }: Visitor) => page.getByRole('region', { name: 'Nachricht von Fern & Field' });
const stored = ({ page }: Visitor) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
const call = ({ page }: Visitor, name: string, ...args: unknown[]) =>
  page.evaluate(([method, given]) => window.Bellhop!(method, ...given), [name, args] as const);

it('[S29] a greeting comes by page and by event, stores nothing, and begins the chat in the words of the page and the site', async () => {
  const owner = await AgentByHttp.signIn(stage.bellhop.url);
  await owner.publishWidget(SETTINGS);
  const visitor = await inGerman();
  const { page } = visitor;
  await visitor.visit();
  await call(visitor, 'track', 'cart.full');
  await bubbleOf(visitor).getByRole('button', { name: 'Zu teuer?' }).waitFor();

  // On to the other page, without loading one: what was said of the first goes.
  await page.getByRole('link', { name: 'Orders and help' }).first().click();
  const answer = bubbleOf(visitor).getByRole('button', { name: GREETING.text });
  await answer.waitFor();
  await bubbleOf(visitor)
    .getByRole('status')
    .filter({ hasText: GREETING.text })
    .waitFor({ state: 'attached' });
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);
  expect(await stored(visitor)).toEqual([]);

  await answer.focus();
  await page.keyboard.press('Enter');
  await visitor.log.getByText(GREETING.text).waitFor();
  await expect.poll(() => visitor.composer.evaluate((box) => box.matches(':focus'))).toBe(true);
  expect(await bubbleOf(visitor).count()).toBe(0);
  await visitor.say('Ja, wo bleibt sie?');
  await visitor.log.getByText(de.panel.delivered).waitFor();

  // Another language at run time turns everything, the launcher and the dates too.
  await call(visitor, 'setLocale', 'ar');
  visitor.reads(ar);
  await visitor.log.getByText(ar.panel.delivered).waitFor();
  await visitor.closer.waitFor();
  expect(await visitor.panel.evaluate((panel) => getComputedStyle(panel).direction)).toBe('rtl');
  await call(visitor, 'setLocale', 'en');
  await page.getByRole('button', { name: 'Close chat', exact: true }).click();

  // Who is in a conversation is not greeted.
  await page.reload();
  // The panel of a conversation that goes on comes by itself, and names the launcher.
  await page.getByRole('button', { name: de.launcher.openChat, exact: true }).waitFor();
  expect(await bubbleOf(visitor).count()).toBe(0);
});

it('a greeting goes by Escape, back to the launcher, and does not come again', async () => {
  const visitor = await inGerman();
  await visitor.visit('help');
  const answer = bubbleOf(visitor).getByRole('button', { name: GREETING.text });
  await answer.waitFor();
  await answer.focus();
  await visitor.page.keyboard.press('Escape');
  await expect.poll(() => bubbleOf(visitor).count()).toBe(0);
  await expect.poll(() => visitor.launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
  expect(await stored(visitor)).toEqual([expect.stringMatching(/^bellhop:.+:greeted$/)]);
  await visitor.reload();
  await visitor.page.waitForLoadState('networkidle');
  expect(await bubbleOf(visitor).count()).toBe(0);
});
