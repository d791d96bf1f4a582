import { append } from './element.ts';
import { SHELL_CSS } from './shell.css.ts';
import type { WidgetOptions } from './widget-options.ts';

/**
 * Outside the shadow root these events seem to come from our host element, so a page's "not while somebody types"
 * guards let its shortcuts fire and its focus traps pull the caret away. They end here.
 */
const KEPT_INSIDE = 'keydown keyup keypress beforeinput input paste copy cut focusin focusout';

export interface HostElement {
  element: HTMLElement;
  root: ShadowRoot;
  /** Inside the root, around everything: sets colours, direction and language. */
  wrapper: HTMLElement;
}

/** Not on the page yet. */
export const createHostElement = (options: WidgetOptions): HostElement => {
  const element = document.createElement('bellhop-chat');
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHELL_CSS);
  root.adoptedStyleSheets = [sheet];
  const wrapper = append(root, 'div', {
    className: `w ${options.position}`,
    hidden: options.held,
  });
  for (const type of KEPT_INSIDE.split(' ')) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  return { element, root, wrapper };
};

/** On the root element, not the body: a transformed body moves fixed elements, a swapped one drops them. */
export const attach = ({ element }: HostElement, { target }: WidgetOptions): void => {
  (target ?? document.documentElement).append(element);
  raise(element);
};

/** Above everything on the page but a modal dialog. */
export const raise = (element: HTMLElement): void => {
  element.popover = 'manual';
  element.showPopover?.();
};
