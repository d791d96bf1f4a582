import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** Told of what the page's policy refused; the console message alone lacks the directive. */
const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy violation: ' + event.effectiveDirective + ' ' + event.blockedURI));`;

const NOTABLE = new Set(['error', 'warning', 'assert']);

/** Collects what went wrong in a person's pages. A test that expects some of it says so first. */
export class TroubleWatch {
  readonly #troubles: string[] = [];
  readonly #expected: RegExp[] = [];

  static async over(context: BrowserContext): Promise<TroubleWatch> {
    const watch = new TroubleWatch();
    await context.addInitScript(REPORT_VIOLATIONS);
    context.on('weberror', (error) => watch.#note(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('console', (message) => watch.#read(message));
    return watch;
  }

  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  get unexpected(): string[] {
    return this.#troubles.filter((trouble) => !this.#expected.some((pattern) => pattern.test(trouble)));
  }

  #read(message: ConsoleMessage): void {
    if (NOTABLE.has(message.type()))
      this.#note(`${message.type()}: ${message.text()} (${message.location().url})`);
  }

  #note(trouble: string): void {
    this.#troubles.push(trouble);
  }
}
