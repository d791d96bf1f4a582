import { chromium, type Browser } from 'playwright-core';
import { BellhopProcess } from '../demo-site/e2e/harness/bellhop-process.ts';
import { CHROMIUM_ARGS, findChromium } from '../scripts/services/chromium.ts';
import { interleave } from './interleave.ts';
import { servePages, type PageServer } from './widget/page-server.ts';
import { visitAndClick, visitClosed, type ClickVisit, type ClosedVisit } from './widget/visit.ts';
import { figuresOf, type WidgetFigures } from './widget/widget-figures.ts';
import { widgetPeers, WIDGETS, type WidgetName } from './widget/widget-peers.ts';

/** Nobody out there is asked: deep-chat wants a font of Google's. */
const STAY_HERE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

export interface WidgetReport {
  rounds: number;
  chromium: string;
  widgets: Record<Exclude<WidgetName, 'none'>, WidgetFigures>;
}

export type Visits = Record<WidgetName, { closed: ClosedVisit[]; clicked: ClickVisit[] }>;

/** Bellhop's widget beside two others, each on the same page, in one browser whose processor is four times slower. */
export async function measureWidget(rounds: number, say: (text: string) => void): Promise<WidgetReport> {
  const bellhop = await BellhopProcess.start();
  const loaderUrl = `${bellhop.url}/w/${await bellhop.siteKey()}.js`;
  const pages = await servePages(loaderUrl);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, STAY_HERE],
  });
  try {
    // The first round is for caches of the machine.
    await visitAll(browser, pages, loaderUrl, 1, say);
    const visits = await visitAll(browser, pages, loaderUrl, rounds, say);
    return { rounds, chromium: browser.version(), widgets: figuresOf(visits) };
  } finally {
    await browser.close();
    await pages.close();
    await bellhop.dispose();
  }
}

async function visitAll(
  browser: Browser,
  pages: PageServer,
  loaderUrl: string,
  rounds: number,
  say: (text: string) => void,
): Promise<Visits> {
  const peers = widgetPeers(loaderUrl);
  const visits = Object.fromEntries(
    WIDGETS.map((name) => [name, { closed: [], clicked: [] }]),
  ) as unknown as Visits;
  for (const { round, item: name } of interleave(WIDGETS, rounds)) {
    const address = pages.addressOf(name);
    const closed = await visitClosed(browser, address);
    visits[name].closed.push(closed);
    if (name === 'none') continue;
    const clicked = await visitAndClick(browser, address, peers[name]);
    visits[name].clicked.push(clicked);
    say(
      `round ${round} ${name.padEnd(18)} script ${closed.script.toFixed(0)} ms, click to composer ${clicked.clickToComposer.toFixed(0)} ms`,
    );
  }
  return visits;
}
