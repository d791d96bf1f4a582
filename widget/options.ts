import type { PublicSettings } from '../shared/widget-settings/public-settings.ts';
import type { Identity } from './chat.ts';
import type { StorageKind, Theme } from './shell/widget-options.ts';

/** What `createChat` takes, and `Bellhop('init', …)` of the script tag, which knows its site and host already. */
export interface ChatOptions {
  /** The site's public key, from the console. */
  site: string;
  /** Where Bellhop runs, as in `https://chat.example.com`. */
  host: string;
  /** A BCP 47 tag such as `en-GB`. The page's language by default, else the browser's. */
  locale?: string;
  /** `auto` follows the device; by default what the site's settings say. */
  theme?: Theme;
  /** Any CSS colour; the site's by default. What stands on it is computed to be readable. */
  colors?: { accent?: string };
  /** Which corner the launcher stands in; by default what the site's settings say. */
  position?: 'right' | 'left';
  /** px between the launcher and the window's edges: one number for both. By default what the site's settings say. */
  offset?: number | { side?: number; bottom?: number };
  /** Above everything by default, in the browser's top layer. A number takes the widget out of that layer. */
  zIndex?: number;
  /** `false` for none; a selector or an element for the page's own, which opens and closes the panel when clicked. */
  launcher?: boolean | string | Element;
  /** `inline` fills `target` with the panel, always open and without a launcher. */
  mode?: 'floating' | 'inline';
  /** Where the widget's element goes: a selector or an element. The root element by default. */
  target?: string | Element;
  /** The team that conversations go to, by the id that the site's settings give. */
  team?: string | null;
  /** Who the visitor is: see `identify`. */
  user?: Identity;
  /**
   * When the panel's code is loaded: at the first sign of interest in the launcher by default; `idle` when the page rests,
   * `immediate` at once. `manual` shows and loads nothing before `open()` or `show()`.
   */
  autoload?: 'immediate' | 'idle' | 'interaction' | 'manual';
  /** Where the visitor is kept: `local` over visits by default, `session` while the tab is open, `none` for this page alone. */
  storage?: StorageKind;
  /** `required`: nothing is stored before `setConsent(true)`. By default what the site's settings say. */
  consent?: 'implied' | 'required';
  /** Not needed: the widget adds no inline script or style. Taken so that a page may hand it to everything alike. */
  nonce?: string;
  /** Take the widget off the page outside of business hours. */
  hideWhenOffline?: boolean;
  /** The site's settings, where the page has them already; else they are fetched from the host. For `createChat`. */
  settings?: PublicSettings;
}

export interface CheckedOptions {
  site: string;
  host: string;
  settings: PublicSettings | undefined;
}

/** Names the option that is wrong, and what mends it. */
const wrong = (option: string, given: unknown, fix: string): never => {
  const shown = typeof given === 'string' ? `'${given}'` : given === null ? 'null' : typeof given;
  throw new TypeError(`Bellhop: option '${option}' is ${shown}. ${fix}`);
};

type Check = (given: unknown, option: string) => unknown;

const oneOf =
  (...allowed: unknown[]): Check =>
  (given, option) =>
    allowed.includes(given) ||
    wrong(
      option,
      given,
      `Use one of: ${allowed.map((one) => (typeof one === 'string' ? `'${one}'` : one)).join(', ')}.`,
    );

const text =
  (fix: string): Check =>
  (given, option) =>
    (typeof given === 'string' && given !== '') || wrong(option, given, fix);

const isPx = (given: unknown): boolean => typeof given === 'number' && given >= 0 && given <= 10_000;
const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null;

const place =
  (fix: string): Check =>
  (given, option) => {
    if (given instanceof Element) return;
    try {
      if (typeof given === 'string' && document.querySelector(given)) return;
    } catch {
      // Not a selector at all.
    }
    wrong(option, given, fix);
  };

const HOST = "Give the address of your Bellhop server, as in 'https://chat.example.com'.";
const LOCALE = "Use a BCP 47 tag such as 'en-GB' or 'ar'.";
const OFFSET = 'Give px of at least 0: a number, or { side: 20, bottom: 20 }.';
const COLORS = "Give a CSS colour, as in { accent: '#00704e' }.";
const USER = 'Give a signed token, a function that fetches one, or { name, email, attributes }.';

const CHECKS: Record<keyof ChatOptions, Check> = {
  site: text("Copy the site's key from the console."),
  host: (given) => void addressOf(given),
  locale(given, option) {
    text(LOCALE)(given, option);
    try {
      Intl.getCanonicalLocales(given as string);
    } catch {
      wrong(option, given, LOCALE);
    }
  },
  theme: oneOf('auto', 'light', 'dark'),
  colors(given, option) {
    const { accent, ...others }: Record<string, unknown> = isObject(given)
      ? given
      : wrong(option, given, COLORS);
    const [other] = Object.keys(others);
    if (other) wrong(`${option}.${other}`, others[other], `It takes accent alone. ${COLORS}`);
    if (accent !== undefined && !(typeof accent === 'string' && CSS.supports('color', accent)))
      wrong(`${option}.accent`, accent, COLORS);
  },
  position: oneOf('right', 'left'),
  offset(given, option) {
    const { side = 0, bottom = 0 }: Record<string, unknown> = isObject(given) ? given : { side: given };
    if (!isPx(side) || !isPx(bottom)) wrong(option, given, OFFSET);
  },
  zIndex: (given, option) => Number.isSafeInteger(given) || wrong(option, given, 'Give a whole number.'),
  launcher: (given, option) =>
    typeof given === 'boolean' ||
    place('Use false for none, or an element of the page or a selector that fits one.')(given, option),
  mode: oneOf('floating', 'inline'),
  target: place('Give an element, or a selector that one on the page matches.'),
  team: (given, option) =>
    given === null || text('Give the id of a team that the site offers, or null.')(given, option),
  user: (given, option) => typeof given === 'function' || isObject(given) || text(USER)(given, option),
  autoload: oneOf('immediate', 'idle', 'interaction', 'manual'),
  storage: oneOf('none', 'session', 'local'),
  consent: oneOf('implied', 'required'),
  nonce: (given, option) => typeof given === 'string' || wrong(option, given, 'Give a text.'),
  hideWhenOffline: oneOf(true, false),
  settings: (given, option) =>
    isObject(given) || wrong(option, given, 'Give what /w/KEY.json has under settings.'),
};

const addressOf = (given: unknown): string => {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : wrong('host', given, HOST);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) wrong('host', given, HOST);
  return (url.origin + url.pathname).replace(/\/+$/, '');
};

/** Throws a `TypeError` that names the first option that is wrong, and its fix. What is undefined was not given. */
export const checkUpdate = (
  options: unknown,
  chosen: Partial<ChatOptions> = {},
  example = "update({ theme: 'dark' })",
): void => {
  if (!isObject(options)) throw new TypeError(`Bellhop: give options as an object, as in ${example}.`);
  for (const [option, given] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, option)) wrong(option, given, `It takes ${Object.keys(CHECKS).join(', ')}.`);
    if (given !== undefined) CHECKS[option as keyof ChatOptions](given, option);
  }
  const { mode, target } = { ...chosen, ...options };
  if (mode === 'inline' && target === undefined)
    wrong('target', target, "With mode 'inline' give the element to fill, or its selector.");
};

export const checkOptions = (options: ChatOptions): CheckedOptions => {
  checkUpdate(options, {}, "createChat({ site: 'KEY', host: 'https://chat.example.com' })");
  const { site, host, settings } = options;
  CHECKS.site(site, 'site');
  return { site, host: addressOf(host), settings };
};
