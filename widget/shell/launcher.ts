import type { LoaderConfig } from '../loader-config.ts';
import { append } from './element.ts';

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE = 'M9 18A9 7.5 0 1 0 5.8 16.5Q5.5 18.5 4.3 20.1 7 20 9 18z';
const CHEVRON = 'm5.9 8.4 6.1 6.1 6.1-6.1 1.7 1.7-7.8 7.8-7.8-7.8z';

export interface Launcher {
  button: HTMLButtonElement;
  /** Draws it anew, from settings and words as they are now. */
  draw(open: boolean, unread: number): void;
}

const createIcon = (button: Node): SVGElement => {
  const svg = button.appendChild(document.createElementNS(SVG, 'svg'));
  svg.setAttribute('viewBox', '0 0 24 24');
  return svg.appendChild(document.createElementNS(SVG, 'path'));
};

export const createLauncher = (
  wrapper: HTMLElement,
  { settings, words }: Pick<LoaderConfig, 'settings' | 'words'>,
  onclick: () => void,
): Launcher => {
  const button = append(wrapper, 'button', { type: 'button', className: 'l', onclick });
  const path = createIcon(button);
  const text = button.appendChild(new Text());
  const badge = append(button, 'span', { className: 'n' });

  return {
    button,
    draw(open, unread) {
      const { icon = BUBBLE, label = '' } = settings;
      button.ariaExpanded = `${open}`;
      // What can be read on it begins its name, so that voice control finds it.
      button.ariaLabel = open ? words.closeChat : (label && `${label}, `) + words.openChat;
      path.setAttribute('d', open ? CHEVRON : icon);
      text.data = open ? '' : label;
      badge.hidden = !unread;
      badge.textContent = unread > 99 ? '99+' : `${unread}`;
      // The name stays what it is, so that voice control finds it; the count describes it.
      button.ariaDescription = unread ? `${unread} ${words.unread}` : '';
    },
  };
};
