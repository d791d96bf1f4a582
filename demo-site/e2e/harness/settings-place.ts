import type { Locator, Page } from 'playwright-core';

/** The preview runs our own script on our own origin; its sandbox only holds what visitors' links could open. */
export const PREVIEW_SANDBOX = /allow-scripts and allow-same-origin/;

/** The settings of a workspace as somebody finds their way in them, by accessible names alone. */
export class SettingsPlace {
  readonly link: Locator;
  readonly pages: Locator;
  readonly search: Locator;
  readonly main: Locator;
  readonly heading: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.link = page.getByRole('link', { name: 'Settings', exact: true });
    this.pages = page.getByRole('navigation', { name: 'Pages of the settings' }).getByRole('link');
    this.search = page.getByRole('searchbox', { name: 'Search settings' });
    this.main = page.getByRole('main');
    this.heading = this.main.getByRole('heading', { level: 2 }).first();
    this.save = this.main.getByRole('button', { name: 'Save', exact: true });
  }

  /** From the inbox, to the page of that name. */
  async open(name: string): Promise<void> {
    if (!(await this.pages.first().isVisible())) await this.link.click();
    await this.choose(name);
  }

  /** Another page of the rail. */
  async choose(name: string): Promise<void> {
    await this.pages.filter({ hasText: new RegExp(`^${name}`) }).click();
    await this.main.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
  }

  /** What the page shows is there, and no longer on its way. */
  async ready(): Promise<void> {
    await this.heading.waitFor();
    await this.page.waitForFunction(() => !document.querySelector('main [aria-busy]'));
  }

  names(): Promise<string[]> {
    return this.pages.allInnerTexts();
  }

  field(name: string): Locator {
    return this.main.getByRole('textbox', { name, exact: true });
  }
}
