import { eventually } from './eventually.ts';
import type { FirefoxPage } from './firefox-page.ts';

/** Somebody on the shop's page in Firefox, who knows the widget by its accessible names alone. */
export class FirefoxVisitor {
  constructor(
    readonly page: FirefoxPage,
    private readonly shopUrl: string,
  ) {}

  async visit(path = ''): Promise<void> {
    await this.page.goto(new URL(path, this.shopUrl).href);
    await this.page.find('button', 'Open chat');
  }

  async open(): Promise<void> {
    await this.page.click('button', 'Open chat');
    await this.page.find('dialog', 'Fern & Field');
  }

  async write(text: string): Promise<void> {
    await this.page.click('textbox', 'Message');
    await this.page.type(text);
  }

  async say(text: string): Promise<void> {
    await this.write(text);
    await this.page.type('Enter');
    await this.hears(text);
  }

  /** Waits until the log shows it. */
  async hears(text: string): Promise<void> {
    await eventually(() => this.log()).toContain(text);
  }

  log(): Promise<string> {
    return this.page.evaluate(
      () =>
        document.querySelector('bellhop-chat')?.shadowRoot?.querySelector<HTMLElement>('.log')?.innerText ??
        '',
    );
  }

  /** What stands in the composer. */
  draft(): Promise<string> {
    return this.page.evaluate(
      () => document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('textarea')?.value ?? '',
    );
  }
}
