import type { ChatOptions } from '../options.ts';
import { raise } from '../shell/host-element.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

/** The panel fills its target, and what only a floating one needs is gone. */
const INLINE_CSS = `
:host{position:relative!important;width:100%!important;height:100%!important;z-index:auto!important}
.w.inline{height:100%}
.w.inline>.l{display:none}
.w.inline .f{position:static;width:auto;margin:0}
.w.inline .panel{position:relative;inset:auto;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border-radius:0;box-shadow:none;animation:none}
.w.inline .head>.icon:last-child{display:none}
`;

const OFFLINE_CSS = ':host([data-offline]){display:none!important}';

const SHEETS = new WeakMap<ShadowRoot, CSSStyleSheet>();

const sheetOf = (root: ShadowRoot): CSSStyleSheet => {
  const made = SHEETS.get(root) ?? new CSSStyleSheet();
  SHEETS.set(root, made);
  // After the panel's, which comes at its own time.
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => sheet !== made), made];
  return made;
};

const CLOSES = new WeakMap<SetupHost, SetupHost['close']>();

const find = (target: string | Element | undefined): Element | undefined =>
  (typeof target === 'string' ? document.querySelector(target) : target) ?? undefined;

/** Where the element goes, and what it stands above. */
export const placeIn = (host: SetupHost, { mode, target, zIndex }: Partial<ChatOptions>): void => {
  const { element, options, wrapper, root } = host;
  const inline = mode === 'inline';
  CLOSES.set(host, CLOSES.get(host) ?? host.close);
  // What fills a place on the page is not closed.
  host.close = (!inline && CLOSES.get(host)) || (async () => {});
  options.mode = mode;
  options.target = find(target);
  wrapper.classList.toggle('inline', inline);
  const layer = zIndex === undefined ? '' : `:host{z-index:${zIndex}!important}`;
  sheetOf(root).replaceSync(OFFLINE_CSS + (inline ? INLINE_CSS : layer));

  const parent = options.target ?? document.documentElement;
  if (element.isConnected && element.parentElement !== parent) parent.append(element);
  if (inline || zIndex !== undefined) element.popover = null;
  else if (!element.matches(':popover-open')) raise(element);
};
