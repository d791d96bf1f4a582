import { describe, expect, it } from 'vitest';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { eventually } from './harness/eventually.ts';
import { shadowLook } from './harness/shadow-look.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage({ withoutArgs: ['--disable-back-forward-cache'] });

const openedBy = async (visitor: Visitor, path = ''): Promise<Visitor> => {
  await visitor.visit(path);
  await visitor.open();
  return visitor;
};

/** The same page without what its author or its plugins did to it. */
const withoutHostileCss = (visitor: Visitor) =>
  visitor.page.route('**/hostile.css*', (route) => route.fulfill({ contentType: 'text/css', body: '' }));

it('[S15] talks on a page whose policy grants script and connect alone, and the page logs nothing', async () => {
  const visitor = await stage.visitor();
  const logged: string[] = [];
  visitor.page.on('console', (message) => logged.push(message.text()));
  const answer = await visitor.page.request.get(stage.bellhop.shopUrl);
  const policy = answer.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(policy).not.toMatch(/unsafe|blob:|data:|\*/);

  const agent = await stage.agent();
  await agent.signIn();
  await openedBy(visitor);
  await visitor.say('see https://example.com/a and 🪴');
  await agent.openConversation('see https://example.com/a');
  await agent.reply('seen');
  await visitor.log.getByText('seen').waitFor();
  await agent.endButton.click();
  await visitor.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
  expect(logged).toEqual([]);
});

describe('the page’s CSS', () => {
  it.each(['light', 'dark'] as const)(
    'changes neither size, place nor style of launcher and panel (%s)',
    async (colorScheme) => {
      const quiet = await stage.visitor({ colorScheme, reducedMotion: 'reduce' });
      await withoutHostileCss(quiet);
      const loud = await stage.visitor({ colorScheme, reducedMotion: 'reduce' });
      for (const visitor of [quiet, loud]) await visitor.visit();
      expect(await shadowLook(loud.page)).toEqual(await shadowLook(quiet.page));
      for (const visitor of [quiet, loud]) {
        await visitor.open();
        await visitor.composer.fill('A line that is\nlong enough to need\nthree rows');
      }
      expect(await shadowLook(loud.page)).toEqual(await shadowLook(quiet.page));
    },
  );

  it('leaves a launcher of 56 px in the corner and a panel of 384 px, drawn above the page', async () => {
    const visitor = await stage.visitor({ reducedMotion: 'reduce' });
    await visitor.visit();
    expect(await visitor.launcher.boundingBox()).toEqual({ x: 1204, y: 724, width: 56, height: 56 });
    const accent = await visitor.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(accent).toBe('rgb(47, 111, 78)');
    await visitor.open();
    const panel = await visitor.panel.boundingBox();
    expect(panel?.width).toBe(384);
    expect(panel?.height).toBeLessThanOrEqual(640);
    const onTop = await visitor.panel.evaluate((dialog) => {
      const { x, y, width, height } = dialog.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2)?.localName;
    });
    expect(onTop).toBe('bellhop-chat');
  });
});

it('prints nothing of itself, and moves nothing of the page', async () => {
  const visitor = await openedBy(await stage.visitor({ reducedMotion: 'reduce' }));
  await visitor.say('not on paper');
  const { page } = visitor;
  const places = () =>
    page.evaluate(() =>
      [...document.body.querySelectorAll('*')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.localName, x, y, width, height].join(' ');
      }),
    );
  await page.emulateMedia({ media: 'print' });
  const withChat = await places();
  await eventually(() => visitor.launcher.or(visitor.closer).or(visitor.panel).count()).toBe(0);
  const seen = await page.evaluate(() => document.querySelector('bellhop-chat')?.getClientRects().length);
  expect(seen).toBe(0);
  await page.evaluate(() => document.querySelector('bellhop-chat')?.remove());
  expect(await places()).toEqual(withChat);
});

it('has borders where the device forces its colours, and shows where the focus is', async () => {
  const visitor = await stage.visitor({ forcedColors: 'active', reducedMotion: 'reduce' });
  await visitor.visit();
  const { page } = visitor;
  /** What of these has no edge that forced colours leave standing. */
  const bare = (selectors: string[]) =>
    page.evaluate((wanted) => {
      const root = document.querySelector('bellhop-chat')?.shadowRoot;
      return wanted.filter((selector) => {
        const element = root?.querySelector(selector);
        if (!element) return true;
        const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
        return borderTopStyle !== 'solid' || parseFloat(borderTopWidth) < 1;
      });
    }, selectors);
  const focused = () =>
    page.evaluate(() => {
      const at = document.querySelector('bellhop-chat')?.shadowRoot?.activeElement;
      const looks =
        at && [at, at.closest('.box'), at.closest('label')].map((one) => one && getComputedStyle(one));
      return (looks || []).some(
        (look) => look?.outlineStyle === 'solid' && parseFloat(look.outlineWidth) >= 2,
      );
    });
  expect(await bare(['.l'])).toEqual([]);
  await visitor.launcher.focus();
  await page.keyboard.press('Shift');
  expect(await focused()).toBe(true);
  await page.keyboard.press('Enter');
  await visitor.panel.waitFor();
  await visitor.say('black on white');
  const agent = await AgentByHttp.signIn(stage.bellhop.url);
  await agent.answer('black on white', 'or white on black');
  await visitor.log.getByText('or white on black').waitFor();
  expect(await bare(['.panel', '.box', '.send', '.own .bubble', '.group:not(.own) .bubble'])).toEqual([]);
  expect(await focused()).toBe(true);
  await agent.end('or white on black');
  const face = visitor.panel.getByRole('radio').first();
  await face.waitFor();
  await face.focus();
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe(true);
  expect(
    await bare(['.faces label:not(:has(:checked))', '.faces label:has(:checked)', '.rating textarea']),
  ).toEqual([]);
});

it('keeps keys to itself: the shop’s shortcuts stay silent while somebody writes', async () => {
  const visitor = await openedBy(await stage.visitor());
  await visitor.composer.pressSequentially('/jk');
  expect(await visitor.composer.inputValue()).toBe('/jk');
  expect(await visitor.composer.evaluate((field) => field.matches(':focus'))).toBe(true);
  await visitor.page.keyboard.press('Escape');
  await visitor.launcher.waitFor();
  await visitor.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await visitor.page.keyboard.press('/');
  const search = visitor.page.getByRole('searchbox', { name: 'Search plants' });
  expect(await search.evaluate((field) => field.matches(':focus'))).toBe(true);
});

it('stays usable beside a modal dialog of the page, and after it', async () => {
  const visitor = await openedBy(await stage.visitor(), 'plants/monstera');
  await visitor.page.getByRole('button', { name: 'Size guide' }).click();
  const guide = visitor.page.getByRole('dialog', { name: 'Which size?' });
  await guide.waitFor();
  await visitor.say('while a dialog is open');
  await visitor.log.getByText('while a dialog is open').waitFor();
  await guide.getByRole('button', { name: 'Close the size guide' }).click();
  await guide.waitFor({ state: 'hidden' });
  await visitor.say('and after it');
  await visitor.log.getByText('and after it').waitFor();
});

it('is there once, and talks once, when the script tag is on the page twice', async () => {
  const visitor = await stage.visitor();
  // A page that a route answers is of no address space, and so asks before it loads from this machine.
  await visitor.context.grantPermissions(['local-network-access']);
  await visitor.page.route(stage.bellhop.shopUrl, async (route) => {
    const answer = await route.fetch();
    const page = await answer.text();
    const tag = /<script async crossorigin[^>]*><\/script>/.exec(page)?.[0] ?? '';
    expect(tag).not.toBe('');
    await route.fulfill({
      response: answer,
      body: page.replace(tag, `${tag}\n${tag.replace('.js"', '.js?2"')}`),
    });
  });
  await openedBy(visitor);
  await visitor.page.waitForLoadState('networkidle');
  expect(await visitor.page.locator('bellhop-chat').count()).toBe(1);
  await visitor.say('said once');
  await eventually(() => visitor.said(/said once/g)).toEqual(['said once']);
});

it('answers calls made before it loaded, and after', async () => {
  const visitor = await stage.visitor();
  await visitor.visit('?stub=1');
  await visitor.page.locator('html[data-bellhop=ready]').waitFor();
  await visitor.page.getByRole('link', { name: 'Orders and help' }).first().click();
  await visitor.page.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.panel.waitFor();
  expect(await visitor.page.evaluate(() => window.Bellhop?.getState?.().open)).toBe(true);
});

it('keeps the open panel and what is in it while the shop changes its page without loading', async () => {
  const visitor = await openedBy(await stage.visitor());
  await visitor.say('still here?');
  await visitor.composer.fill('half a thou');
  await visitor.page.getByRole('link', { name: /^Monstera/ }).click();
  await visitor.page.getByRole('heading', { name: 'Monstera' }).waitFor();
  await visitor.log.getByText('still here?').waitFor();
  expect(await visitor.composer.inputValue()).toBe('half a thou');
  await visitor.page.goBack();
  await visitor.log.getByText('still here?').waitFor();
});

it('comes back from the back-forward cache connected', async () => {
  const visitor = await openedBy(await stage.visitor());
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.say('I go and come back');
  await agent.openConversation('I go and come back');
  await visitor.page.evaluate(() => {
    addEventListener('pageshow', (event) => (document.title = `restored: ${event.persisted}`));
  });
  await visitor.page.goto(`${stage.bellhop.url}/healthz`);
  await agent.reply('while you were away');
  // A restored page does not load, so there is no load to wait for.
  await visitor.page.goBack({ waitUntil: 'commit' });
  await eventually(() => visitor.page.title()).toBe('restored: true');
  await visitor.log.getByText('while you were away').waitFor();
  await visitor.say('and here I am');
  await eventually(() => agent.said(/and here I am/g)).toEqual(['and here I am']);
});
