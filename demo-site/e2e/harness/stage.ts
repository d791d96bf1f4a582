import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../../scripts/services/chromium.ts';
import { Agent } from './agent.ts';
import { BellhopProcess, type BellhopOptions } from './bellhop-process.ts';
import { TroubleWatch } from './trouble-watch.ts';
import { Visitor } from './visitor.ts';

const VIEWPORT = { width: 1280, height: 800 };
/** Above what a loaded machine needs, below what a test may take. */
const ACTION_TIMEOUT_MS = 20_000;

const PHOTOGRAPHS = resolve(import.meta.dirname, '../../../.cache/e2e-failures');
const MAX_FILE_NAME = 60;

export interface StageOptions extends BellhopOptions {
  /** Made when the stage is set: a database, a mail server. */
  prepare?: () => Promise<BellhopOptions>;
  /** Arguments of Playwright's own that a test can't live with. */
  withoutArgs?: string[];
}

/** One server and one browser for the tests of a file; a browser context for each person. */
export class Stage {
  #bellhop: BellhopProcess | undefined;
  #browser: Browser | undefined;
  #people: Array<{ context: BrowserContext; troubles: TroubleWatch }> = [];

  async set(options: StageOptions): Promise<void> {
    const prepared = await options.prepare?.();
    const launch = chromium.launch({
      executablePath: findChromium(),
      args: CHROMIUM_ARGS,
      ...(options.withoutArgs && { ignoreDefaultArgs: options.withoutArgs }),
    });
    [this.#bellhop, this.#browser] = await Promise.all([
      BellhopProcess.start({ ...options, ...prepared }),
      launch,
    ]);
  }

  get bellhop(): BellhopProcess {
    if (!this.#bellhop) throw new Error('The server starts in beforeAll: use it in a test or a hook.');
    return this.#bellhop;
  }

  async visitor(options: BrowserContextOptions = {}, at = this.bellhop): Promise<Visitor> {
    const { context, troubles } = await this.#person(options);
    return new Visitor(await context.newPage(), context, troubles, at.shopUrl);
  }

  async agent(options: BrowserContextOptions = {}, at = this.bellhop): Promise<Agent> {
    const { context, troubles } = await this.#person(options);
    return new Agent(await context.newPage(), context, troubles, at.url);
  }

  /** Sends everybody home; answers with what went wrong in their pages and no test expected. */
  async clear(): Promise<string[]> {
    const people = this.#people.splice(0);
    await Promise.all(people.map(({ context }) => context.close()));
    return people.flatMap(({ troubles }) => troubles.unexpected);
  }

  /** What everybody sees, for whoever looks into a failure. */
  async photograph(test: string): Promise<void> {
    const pages = this.#people.flatMap(({ context }) => context.pages());
    const name = test.replace(/\W+/g, '-').slice(0, MAX_FILE_NAME);
    await Promise.all(
      pages.map((page, n) =>
        page.screenshot({ path: join(PHOTOGRAPHS, `${name}-${n + 1}.png`) }).catch(() => undefined),
      ),
    );
  }

  async strike(): Promise<void> {
    await this.#browser?.close();
    await this.#bellhop?.dispose();
  }

  async #person(options: BrowserContextOptions) {
    if (!this.#browser) throw new Error('The browser opens in beforeAll: use it in a test or a hook.');
    const context = await this.#browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', ...options });
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    const troubles = await TroubleWatch.over(context);
    const person = { context, troubles };
    this.#people.push(person);
    return person;
  }
}
