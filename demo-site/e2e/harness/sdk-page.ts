import type { Page } from 'playwright-core';
import type { ChatEvent } from '../../../widget/chat.ts';
import type { ChatOptions } from '../../../widget/options.ts';
import type { Visitor } from './visitor.ts';

export type Heard = [event: ChatEvent, detail: unknown];

/** The documented stub; what it hears is kept for the test. Runs before the page's scripts, as an inline stub would. */
const stub = ({ events, options }: { events: string[]; options: object | null }): void => {
  const page = window as unknown as {
    Bellhop: ((...call: unknown[]) => Promise<unknown>) & { q: unknown[] };
    heard: unknown[];
  };
  page.heard = [];
  page.Bellhop = Object.assign(
    (...call: unknown[]) =>
      new Promise((...settle) => {
        page.Bellhop.q.push([call, ...settle]);
      }),
    { q: [] as unknown[] },
  );
  // Refusals are heard as events here.
  if (options) page.Bellhop('init', options).catch(() => {});
  for (const event of events)
    void page.Bellhop('on', event, (detail: unknown) => page.heard.push([event, detail ?? null]));
};

/** A page that uses the SDK: calls by name, and everything that it heard. */
export class SdkPage {
  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(
    visitor: Visitor,
    url: string,
    events: readonly ChatEvent[],
    options: Partial<ChatOptions> | null = null,
  ): Promise<SdkPage> {
    await visitor.page.addInitScript(stub, { events: [...events], options: options as object | null });
    const sdk = new SdkPage(visitor.page, url);
    await sdk.visit();
    return sdk;
  }

  async visit(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.waitForFunction(() => typeof window.Bellhop?.open === 'function');
    await this.call('ready');
  }

  /** What the method's promise gives; its error as `{ error, code }`. */
  call(name: string, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(
      async ([method, given]) => {
        try {
          const answer = await window.Bellhop?.(method, ...given);
          return typeof answer === 'function' ? 'function' : answer;
        } catch (error) {
          return { error: String(error), code: (error as { code?: string }).code };
        }
      },
      [name, args] as const,
    );
  }

  heard(event: ChatEvent): Promise<unknown[]> {
    return this.page.evaluate(
      (name) =>
        (window as unknown as { heard: Heard[] }).heard
          .filter(([event]) => event === name)
          .map(([, detail]) => detail),
      event,
    );
  }
}
