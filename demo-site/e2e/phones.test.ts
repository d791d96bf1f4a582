import { devices } from 'playwright-core';
import { expect, it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
  userAgent: devices['Pixel 5'].userAgent,
} as const;

/** What the shop keeps in each entry of the history, to which ours must not add for it. */
const STATE = '{"cart":{}}';

/** Where the page is, and every address that its router was told of by the history. */
const place = ({ page }: Visitor) =>
  page.evaluate(() => ({
    path: location.pathname,
    entries: history.length,
    ours: Boolean((history.state as { bellhop?: unknown } | null)?.bellhop),
    told: [...new Set((window as { told?: string[] }).told)],
  }));

const goBack = ({ page }: Visitor) => page.evaluate(() => history.back());

const stepThrough = ({ page }: Visitor, delta: number) =>
  page.evaluate(async (by) => {
    const popped = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.go(by);
    await popped;
  }, delta);

const arrive = async (path = ''): Promise<Visitor> => {
  const visitor = await stage.visitor(phone);
  await visitor.visit(path);
  await visitor.page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    addEventListener('popstate', (event) => told.push(location.pathname + JSON.stringify(event.state)));
  });
  return visitor;
};

const openSheet = async (visitor: Visitor): Promise<void> => {
  await visitor.launcher.tap();
  await visitor.panel.waitFor();
  await eventually(async () => (await place(visitor)).ours).toBe(true);
};

it('closes by the device’s way back, and the page stays where it is', async () => {
  const visitor = await arrive();
  await visitor.page.getByRole('link', { name: /^Monstera/ }).tap();
  await visitor.page.getByRole('heading', { name: 'Monstera' }).waitFor();
  const before = await place(visitor);
  await openSheet(visitor);
  await goBack(visitor);
  await visitor.launcher.waitFor();
  expect(await place(visitor)).toMatchObject({
    path: before.path,
    ours: false,
    told: [before.path + STATE],
  });
  // Forward is the entry that was left: the same page, on which the chat opens and closes as before.
  for (const step of [1, -1]) await stepThrough(visitor, step);
  await openSheet(visitor);
  await goBack(visitor);
  await visitor.launcher.waitFor();
  expect(await place(visitor)).toMatchObject({ path: before.path, ours: false });
  await goBack(visitor);
  await visitor.page.getByRole('heading', { name: 'Monstera' }).waitFor({ state: 'hidden' });
  expect((await place(visitor)).path).not.toBe(before.path);
});

it('takes its entry of the history away when it is closed otherwise', async () => {
  const visitor = await arrive();
  await visitor.page.getByRole('link', { name: 'Orders and help' }).first().tap();
  await visitor.page.getByRole('heading', { name: 'Where is my plant?' }).waitFor();
  for (let n = 0; n < 3; n++) {
    await openSheet(visitor);
    await visitor.panel.getByRole('button', { name: 'Close', exact: true }).tap();
    await visitor.launcher.waitFor();
  }
  await eventually(() => place(visitor)).toMatchObject({ ours: false, told: [`/help${STATE}`] });
  await goBack(visitor);
  await visitor.page.getByRole('heading', { name: 'Where is my plant?' }).waitFor({ state: 'hidden' });
});

it('does not undo where the page went when it closed the chat', async () => {
  const visitor = await arrive();
  await openSheet(visitor);
  await visitor.page.evaluate(async () => {
    void window.Bellhop?.('close');
    history.pushState(null, '', '?gone');
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect(await visitor.page.evaluate(() => location.search)).toBe('?gone');
});

it('holds the page behind it, and gives back what the page said of its overflow', async () => {
  const visitor = await arrive();
  const overflow = () =>
    visitor.page.evaluate(() => {
      const { style } = document.documentElement;
      return `${style.getPropertyValue('overflow')} ${style.getPropertyPriority('overflow')}`.trim();
    });
  await visitor.page.evaluate(() => (document.documentElement.style.overflow = 'clip scroll'));
  await visitor.page.evaluate(() => scrollTo(0, 300));
  const at = await visitor.page.evaluate(() => scrollY);
  await openSheet(visitor);
  expect(await overflow()).toBe('hidden important');
  // A finger that drags over what has nothing to scroll.
  const session = await visitor.context.newCDPSession(visitor.page);
  for (const [type, y] of [
    ['touchStart', 500],
    ['touchMove', 400],
    ['touchMove', 150],
  ] as const)
    // prettier-ignore
    await session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: 180, y }] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  expect(await visitor.page.evaluate(() => scrollY)).toBe(at);
  await goBack(visitor);
  await visitor.launcher.waitFor();
  expect(await overflow()).toBe('clip scroll');
  expect(await visitor.page.evaluate(() => scrollY)).toBe(at);
});

it('stays on what the keyboard leaves free, once that has settled', async () => {
  const visitor = await arrive();
  await openSheet(visitor);
  await visitor.page.evaluate(() => {
    const viewport = window.visualViewport as VisualViewport;
    Object.defineProperties(viewport, { height: { get: () => 402 }, offsetTop: { get: () => 31 } });
    for (let n = 0; n < 5; n++) viewport.dispatchEvent(new Event('resize'));
  });
  await eventually(() => visitor.panel.boundingBox()).toEqual({ x: 0, y: 31, width: 360, height: 402 });
  expect(await visitor.composer.isVisible()).toBe(true);
});

it.each([
  [320, 568],
  [740, 360],
  [360, 740],
])('fits a screen of %i × %i', async (width, height) => {
  const visitor = await stage.visitor({ ...phone, viewport: { width, height } });
  await visitor.visit();
  await visitor.launcher.tap();
  await visitor.panel.waitFor();
  await visitor.say(`${'l'.repeat(90)}ong`);
  await visitor.log.getByText(/^Delivered/).waitFor();
  expect(await visitor.panel.boundingBox()).toEqual({ x: 0, y: 0, width, height });
  const sideways = await visitor.panel.evaluate((dialog) =>
    [document.documentElement, dialog, ...dialog.querySelectorAll('*')]
      // What the header says may end in dots.
      .filter((element) => !element.closest('.who, .vh'))
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
      .map(({ localName, className }) => `${localName}.${className}`),
  );
  expect(sideways).toEqual([]);
  const small = await visitor.panel.evaluate(
    (dialog) =>
      [...dialog.querySelectorAll('input, textarea, select')].filter(
        (field) => parseFloat(getComputedStyle(field).fontSize) < 16,
      ).length,
  );
  expect(small).toBe(0);
});
