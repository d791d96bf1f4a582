import type { BrowserContext, Locator, Page } from 'playwright-core';
import { OWNER } from './bellhop-process.ts';
import { SettingsPlace } from './settings-place.ts';
import type { TroubleWatch } from './trouble-watch.ts';

/** Asking who one is before signing in is answered 401, which Chromium reports by itself. */
const NOT_SIGNED_IN_YET = /status of 401 .*\/api\/v1\/me\)/;

/** Somebody in the console, who knows it by its accessible names alone. */
export class Agent {
  readonly email: Locator;
  readonly password: Locator;
  readonly signInButton: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly thread: Locator;
  readonly replyBox: Locator;
  readonly sendButton: Locator;
  readonly endButton: Locator;
  readonly settings: SettingsPlace;

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly troubles: TroubleWatch,
    private readonly bellhopUrl: string,
  ) {
    this.email = page.getByRole('textbox', { name: 'Email', exact: true });
    this.password = page.getByRole('textbox', { name: 'Password', exact: true });
    this.signInButton = page.getByRole('button', { name: 'Sign in', exact: true });
    this.list = page.getByRole('list', { name: 'Conversations', exact: true });
    this.rows = this.list.getByRole('listitem');
    this.thread = page.getByRole('region', { name: /^Conversation with / });
    this.replyBox = page.getByRole('textbox', { name: 'Reply', exact: true });
    this.sendButton = page.getByRole('button', { name: 'Send reply', exact: true });
    this.endButton = page.getByRole('button', { name: /^End/ });
    this.settings = new SettingsPlace(page);
    troubles.expect(NOT_SIGNED_IN_YET);
  }

  async visit(path = '/console/'): Promise<void> {
    await this.page.goto(new URL(path, this.bellhopUrl).href);
  }

  async fillSignIn({ email, password } = OWNER): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.signInButton.click();
  }

  async signIn(who = OWNER): Promise<void> {
    await this.visit();
    await this.fillSignIn(who);
    await this.list.waitFor({ state: 'attached' });
  }

  /** The workspace of the address: known once the person is in. */
  get workspace(): string {
    const id = /\/w\/([^/]+)/.exec(this.page.url())?.[1];
    if (!id) throw new Error(`No workspace in ${this.page.url()}.`);
    return id;
  }

  /** A page of the workspace, as `settings/chat`. */
  visitPlace(path: string): Promise<void> {
    return this.visit(`/console/w/${this.workspace}/${path}`);
  }

  /** The row that shows this text. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  async openConversation(text: string | RegExp): Promise<void> {
    await this.row(text).getByRole('link').click();
    await this.thread.waitFor();
  }

  async reply(text: string): Promise<void> {
    await this.replyBox.fill(text);
    await this.sendButton.click();
  }

  async said(pattern: RegExp): Promise<string[]> {
    return (await this.thread.innerText()).match(pattern) ?? [];
  }
}
