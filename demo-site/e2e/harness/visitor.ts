import type { BrowserContext, Locator, Page } from 'playwright-core';
import { english, type Language } from '../../../widget/i18n/catalogues.ts';
import type { TroubleWatch } from './trouble-watch.ts';

/** Somebody on the shop's page, who knows the widget by its accessible names alone. */
export class Visitor {
  readonly launcher: Locator;
  closer!: Locator;
  readonly panel: Locator;
  log!: Locator;
  composer!: Locator;
  sendButton!: Locator;

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly troubles: TroubleWatch,
    private readonly shopUrl: string,
  ) {
    // Before the panel is there it speaks the first language of its site, whatever the page speaks.
    this.launcher = page.getByRole('button', { name: 'Open chat', exact: true });
    this.panel = page.getByRole('dialog', { name: 'Fern & Field', exact: true });
    this.reads(english);
  }

  /** What the open widget says from now on. */
  reads({ launcher, panel }: Pick<Language, 'launcher' | 'panel'>): void {
    this.closer = this.page.getByRole('button', { name: launcher.closeChat, exact: true });
    this.log = this.panel.getByRole('region', { name: panel.conversation, exact: true });
    this.composer = this.panel.getByRole('textbox', { name: panel.message, exact: true });
    this.sendButton = this.panel.getByRole('button', { name: panel.send, exact: true });
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
