import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { TroubleWatch } from './trouble-watch.ts';

/** Somebody on the shop's page, who knows the widget by its accessible names alone. */
export class Visitor {
  readonly launcher: Locator;
  readonly closer: Locator;
  readonly panel: Locator;
  readonly log: Locator;
  readonly composer: Locator;
  readonly sendButton: Locator;

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly troubles: TroubleWatch,
    private readonly shopUrl: string,
  ) {
    this.launcher = page.getByRole('button', { name: 'Open chat', exact: true });
    this.closer = page.getByRole('button', { name: 'Close chat', exact: true });
    this.panel = page.getByRole('dialog', { name: 'Fern & Field', exact: true });
    this.log = this.panel.getByRole('region', { name: 'Conversation', exact: true });
    this.composer = this.panel.getByRole('textbox', { name: 'Message', exact: true });
    this.sendButton = this.panel.getByRole('button', { name: 'Send message', exact: true });
  }

  async visit(path = ''): Promise<void> {
    await this.page.goto(new URL(path, this.shopUrl).href);
    await this.launcher.waitFor();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.launcher.waitFor();
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.panel.waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.sendButton.click();
  }

  /** What of the log fits, top to bottom, as often as it stands there. */
  async said(pattern: RegExp): Promise<string[]> {
    return (await this.log.innerText()).match(pattern) ?? [];
  }
}
