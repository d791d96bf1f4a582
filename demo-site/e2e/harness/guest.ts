import { eventually } from './eventually.ts';
import type { Firefox } from './firefox.ts';
import { FirefoxVisitor } from './firefox-visitor.ts';
import type { Stage } from './stage.ts';

export type Engine = 'Chromium' | 'Firefox';

/** A visitor of a customer's page, in whichever engine. */
export interface Guest {
  visit(url: string): Promise<void>;
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** Types, without looking where to. */
  type(text: string): Promise<void>;
  draft(): Promise<string>;
  hears(text: string): Promise<void>;
  evaluate<A, T>(run: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
  /** Everything that the console was told, of whatever kind. */
  logged(): Promise<string[]>;
  /** What the browser will say by itself, and the test is about. */
  mayLog(pattern: RegExp): void;
}

const inFirefox = async (firefox: Firefox): Promise<Guest> => {
  const page = await firefox.person();
  const visitor = new FirefoxVisitor(page, '');
  return {
    visit: async (url) => {
      await page.goto(url);
      await page.find('button', 'Open chat');
    },
    open: () => visitor.open(),
    say: (text) => visitor.say(text),
    type: (text) => page.type(text),
    draft: () => visitor.draft(),
    hears: (text) => visitor.hears(text),
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    logged: async () => [...(await firefox.console()), ...page.logged],
    mayLog: () => {},
  };
};

const inChromium = async (stage: Stage): Promise<Guest> => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  const { page } = visitor;
  const logged: string[] = [];
  page.on('console', (message) => logged.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => logged.push(`uncaught: ${error.message}`));
  const hears = (text: string) => visitor.log.getByText(text).first().waitFor();
  return {
    visit: (url) => visitor.visit(url),
    open: () => visitor.open(),
    say: async (text) => {
      await visitor.composer.click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await hears(text);
    },
    type: (text) => page.keyboard.type(text),
    draft: () => visitor.composer.inputValue(),
    hears,
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    logged: async () => logged,
    mayLog: (pattern) => visitor.troubles.expect(pattern),
  };
};

export const guestIn = (engine: Engine, stage: Stage, firefox: Firefox): Promise<Guest> =>
  engine === 'Firefox' ? inFirefox(firefox) : inChromium(stage);

/** Whether what was said is stored, by what stands below it. */
export const isDelivered = (guest: Guest): Promise<void> =>
  eventually(() =>
    guest.evaluate(
      () => document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('.mark')?.textContent ?? '',
    ),
  ).toMatch(/^(Delivered|Read)/);
