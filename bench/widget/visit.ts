import type { Browser, CDPSession, Page } from 'playwright-core';
import { readVitals, watchPage, type Seen, type Vitals } from './in-page.ts';
import type { WidgetPeer } from './widget-peers.ts';

const SLOWER = 4;
const SETTLED_MS = 1_500;
/** How long a hand rests on a launcher before it presses. */
const HOVER_MS = 300;
const PATIENCE_MS = 30_000;
const VIEWPORT = { width: 1280, height: 800 };

export interface ClosedVisit extends Vitals {
  /** ms of script, and of everything on the main thread. */
  script: number;
  task: number;
}

export interface ClickVisit {
  /** ms after the page's own first paint. */
  launcherAfterPaint: number;
  clickToComposer: number;
  /** From the beginning of the page to a composer, clicked as soon as there was something to click. */
  bytes: number;
}

async function onPage<T>(browser: Browser, visit: (page: Page, cdp: CDPSession) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB' });
  try {
    // What tsx puts around the functions of in-page.ts.
    await context.addInitScript('globalThis.__name = (value) => value;');
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return await visit(page, cdp);
  } finally {
    await context.close();
  }
}

/** A page view on which nobody touches the chat; nothing but the browser's own counters looks at it. */
export const visitClosed = (browser: Browser, address: string): Promise<ClosedVisit> =>
  onPage(browser, async (page, cdp) => {
    await cdp.send('Performance.enable');
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.waitForTimeout(SETTLED_MS);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string): number =>
      (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000;
    const times = { script: of('ScriptDuration'), task: of('TaskDuration') };
    return { ...times, ...(await page.evaluate(readVitals)) };
  });

/** Somebody who opens the chat: from the page's first paint to the launcher, from the press to a composer. */
export const visitAndClick = (browser: Browser, address: string, peer: WidgetPeer): Promise<ClickVisit> =>
  onPage(browser, async (page) => {
    const { launcher, composer } = peer;
    await page.addInitScript(
      `(${watchPage.toString()})(${JSON.stringify(launcher)}, ${JSON.stringify(composer)})`,
    );
    await page.goto(address, { waitUntil: 'networkidle' });
    const seen = (): Promise<Seen> => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
    await until(page, async () => (await seen()).launcher !== null, `${address}: no launcher`);
    const button = page.locator(launcher.join(' >> ')).first();
    const box = await button.boundingBox();
    if (!box) throw new Error(`${address}: the launcher is nowhere.`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(HOVER_MS);
    await page.mouse.down();
    await page.mouse.up();
    await until(page, async () => (await seen()).composer !== null, `${address}: no composer`);
    const { launcher: shown, click, composer: ready } = await seen();
    const { firstPaint, bytes } = await page.evaluate(readVitals);
    return { launcherAfterPaint: shown! - firstPaint, clickToComposer: ready! - click!, bytes };
  });

async function until(page: Page, holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await page.waitForTimeout(100);
  }
}
