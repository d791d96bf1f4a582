import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { AgentByHttp } from './agent-by-http.ts';
import { BellhopProcess } from './bellhop-process.ts';
import { Firefox } from './firefox.ts';
import { FirefoxVisitor } from './firefox-visitor.ts';

/** One server and one Firefox for the tests of a file; after each test nobody's console may hold anything. */
export class FirefoxStage {
  #bellhop: BellhopProcess | undefined;
  #firefox: Firefox | undefined;
  #visitors: FirefoxVisitor[] = [];
  #expected: RegExp[] = [];

  async set(): Promise<void> {
    [this.#bellhop, this.#firefox] = await Promise.all([BellhopProcess.start(), Firefox.launch()]);
  }

  get bellhop(): BellhopProcess {
    if (!this.#bellhop) throw new Error('The server starts in beforeAll: use it in a test or a hook.');
    return this.#bellhop;
  }

  get firefox(): Firefox {
    if (!this.#firefox) throw new Error('Firefox starts in beforeAll: use it in a test or a hook.');
    return this.#firefox;
  }

  async visitor(): Promise<FirefoxVisitor> {
    const visitor = new FirefoxVisitor(await this.firefox.person(), this.bellhop.shopUrl);
    this.#visitors.push(visitor);
    return visitor;
  }

  agent(): Promise<AgentByHttp> {
    return AgentByHttp.signIn(this.bellhop.url);
  }

  /** What a test brings about itself. */
  mayLog(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Sends everybody home; answers with all that their consoles were told. */
  async clear(): Promise<string[]> {
    const visitors = this.#visitors.splice(0);
    const told = [...(await this.firefox.console()), ...visitors.flatMap(({ page }) => page.logged)];
    for (const { page } of visitors) {
      // A tab that is closed ends its scripts wherever they are, and says so; one that is left lets them finish.
      await page.goto('about:blank');
      await page.close();
    }
    await this.firefox.console();
    const expected = this.#expected.splice(0);
    return told.filter((line) => !expected.some((pattern) => pattern.test(line)));
  }

  async strike(): Promise<void> {
    await this.#firefox?.close();
    await this.#bellhop?.dispose();
  }
}

export function useFirefox(): FirefoxStage {
  const stage = new FirefoxStage();
  beforeAll(() => stage.set());
  afterEach(async () => {
    await stage.bellhop.revive();
    expect(await stage.clear()).toEqual([]);
  });
  afterAll(() => stage.strike());
  return stage;
}
