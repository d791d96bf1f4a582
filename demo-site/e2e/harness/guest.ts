import type { Frame, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Firefox } from './firefox.ts';
import type { FirefoxPage } from './firefox-page.ts';
import { FirefoxVisitor } from './firefox-visitor.ts';
import type { Stage } from './stage.ts';

export type Engine = 'Chromium' | 'Firefox';

/** A visitor of a customer's page, in whichever engine. */
export interface Guest {
  visit(url: string): Promise<void>;
  /** The same visitor in what the page frames, from its loading on. */
  visitFrame(url: string): Promise<Guest>;
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

const inFirefox = (firefox: Firefox, page: FirefoxPage): Guest => {
  const visitor = new FirefoxVisitor(page, '');
  return {
    visit: async (url) => {
      await page.goto(url);
      await page.find('button', 'Open chat');
    },
    visitFrame: async (url) => {
      await page.goto(url);
      const frame = await page.frame();
      await frame.find('button', 'Open chat');
      return inFirefox(firefox, frame);
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
  const within = (frame: Page | Frame): Guest => {
    const launcher = frame.getByRole('button', { name: 'Open chat', exact: true });
    const panel = frame.getByRole('dialog', { name: 'Fern & Field', exact: true });
    const composer = panel.getByRole('textbox', { name: 'Message', exact: true });
    const hears = (text: string) => panel.getByRole('region').getByText(text).first().waitFor();
    return {
      visit: (url) => visitor.visit(url),
      visitFrame: async (url) => {
        await page.goto(url);
        const [, inner] = page.frames();
        if (!inner) throw new Error('The page frames nothing.');
        await inner.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
        return within(inner);
      },
      open: async () => {
        await launcher.click();
        await panel.waitFor();
      },
      say: async (text) => {
        await composer.click();
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
        await hears(text);
      },
      type: (text) => page.keyboard.type(text),
      draft: () => composer.inputValue(),
      hears,
      evaluate: (run, argument) => frame.evaluate(run as never, argument as never),
      logged: async () => logged,
      mayLog: (pattern) => visitor.troubles.expect(pattern),
    };
  };
  return within(page);
};

export const guestIn = async (engine: Engine, stage: Stage, firefox: Firefox): Promise<Guest> =>
  engine === 'Firefox' ? inFirefox(firefox, await firefox.person()) : inChromium(stage);

/** Whether what was said is stored, by what stands below it. */
export const isDelivered = (guest: Guest): Promise<void> =>
  eventually(() =>
    guest.evaluate(
      () => document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('.mark')?.textContent ?? '',
    ),
  ).toMatch(/^(Delivered|Read)/);
