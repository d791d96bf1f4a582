import type { Theme, WidgetOptions } from './shell/widget-options.ts';
import type { PublicSettings } from '../shared/widget-settings/public-settings.ts';

/** What `createChat` takes. */
export interface ChatOptions {
  /** The site's public key, from the console. */
  site: string;
  /** Where Bellhop runs, as in `https://chat.example.com`. */
  host: string;
  /** A BCP 47 tag such as `en-GB`. The page's language by default, else the browser's. */
  locale?: string;
  /** `auto` follows the device; by default what the site's settings say. */
  theme?: Theme;
  /** Which corner the launcher stands in; by default what the site's settings say. */
  position?: 'right' | 'left';
  /** Where the widget's element goes: a selector or an element. The root element by default. */
  target?: string | Element;
  /** How the panel is shown. */
  mode?: 'floating';
  /** The site's settings, where the page has them already; else they are fetched from the host. */
  settings?: PublicSettings;
}

export interface CheckedOptions extends Omit<WidgetOptions, 'position'> {
  site: string;
  host: string;
  position: WidgetOptions['position'] | undefined;
  settings: PublicSettings | undefined;
}

const KNOWN = ['site', 'host', 'locale', 'theme', 'position', 'target', 'mode', 'settings'];

/** Names the option that is wrong, and what mends it. */
const wrong = (option: string, given: unknown, fix: string): never => {
  const shown = typeof given === 'string' ? `'${given}'` : typeof given;
  throw new TypeError(`createChat: option '${option}' is ${shown}. ${fix}`);
};

const checkText = (option: string, given: unknown, fix: string): string =>
  typeof given === 'string' && given !== '' ? given : wrong(option, given, fix);

const checkOneOf = <T extends string>(
  option: string,
  given: unknown,
  allowed: readonly T[],
): T | undefined => {
  if (given === undefined || allowed.includes(given as T)) return given as T | undefined;
  return wrong(option, given, `Use one of: ${allowed.map((one) => `'${one}'`).join(', ')}.`);
};

const checkHost = (given: unknown): string => {
  const fix = "Give the address of your Bellhop server, as in 'https://chat.example.com'.";
  const host = checkText('host', given, fix);
  const url = URL.canParse(host) ? new URL(host) : wrong('host', given, fix);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) wrong('host', given, fix);
  return (url.origin + url.pathname).replace(/\/+$/, '');
};

const checkLocale = (given: unknown): string => {
  if (given === undefined) return document.documentElement.lang || navigator.language;
  const fix = "Use a BCP 47 tag such as 'en-GB' or 'ar'.";
  const locale = checkText('locale', given, fix);
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? locale;
  } catch {
    return wrong('locale', given, fix);
  }
};

const checkTarget = (given: unknown): Element | undefined => {
  if (given === undefined || given instanceof Element) return given;
  const found = typeof given === 'string' ? document.querySelector(given) : null;
  return found ?? wrong('target', given, 'Give an element, or a selector that one on the page matches.');
};

export const checkOptions = (options: ChatOptions): CheckedOptions => {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      "createChat: give it options, as in createChat({ site: 'KEY', host: 'https://chat.example.com' }).",
    );
  }
  for (const option of Object.keys(options)) {
    if (!KNOWN.includes(option))
      wrong(option, options[option as keyof ChatOptions], `It takes ${KNOWN.join(', ')}.`);
  }
  checkOneOf('mode', options.mode, ['floating']);
  return {
    site: checkText('site', options.site, "Copy the site's key from the console."),
    host: checkHost(options.host),
    locale: checkLocale(options.locale),
    theme: checkOneOf('theme', options.theme, ['light', 'dark', 'auto']),
    position: checkOneOf('position', options.position, ['right', 'left']),
    target: checkTarget(options.target),
    settings: options.settings,
  };
};
