import { enLauncher } from '../i18n/en-launcher.ts';
import { append } from './element.ts';

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE =
  'M12 3.5c-5 0-9 3.3-9 7.5 0 2.2 1.1 4.1 2.8 5.5-.1 1.2-.6 2.5-1.5 3.6 1.9-.2 3.6-.9 4.8-1.9.9.2 1.9.3 2.9.3 5 0 9-3.3 9-7.5s-4-7.5-9-7.5Z';
const CHEVRON = 'm5.9 8.4 6.1 6.1 6.1-6.1 1.7 1.7-7.8 7.8-7.8-7.8z';

export interface Launcher {
  button: HTMLButtonElement;
  setOpen(open: boolean): void;
  setUnread(count: number): void;
}

const createIcon = (button: Node): SVGElement => {
  const svg = button.appendChild(document.createElementNS(SVG, 'svg'));
  svg.setAttribute('viewBox', '0 0 24 24');
  return svg.appendChild(document.createElementNS(SVG, 'path'));
};

export const createLauncher = (wrapper: HTMLElement, onclick: () => void): Launcher => {
  const button = append(wrapper, 'button', { type: 'button', className: 'l', onclick });
  const path = createIcon(button);
  const badge = append(button, 'span', { className: 'n' });

  const launcher: Launcher = {
    button,
    setOpen(open) {
      button.ariaExpanded = `${open}`;
      button.ariaLabel = open ? enLauncher.closeChat : enLauncher.openChat;
      path.setAttribute('d', open ? CHEVRON : BUBBLE);
    },
    setUnread(count) {
      badge.hidden = !count;
      badge.textContent = count > 99 ? '99+' : `${count}`;
      // The name stays what it is, so that voice control finds it; the count describes it.
      button.setAttribute('aria-description', count ? `${count} ${enLauncher.unread}` : '');
    },
  };
  launcher.setOpen(false);
  launcher.setUnread(0);
  return launcher;
};
