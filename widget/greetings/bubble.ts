import { append } from '../shell/element.ts';
import type { AsideHost } from '../shell/aside-contract.ts';
import { fill } from '../i18n/fill.ts';
import type { SpokenGreetings } from './greeting-words.ts';

const SVG = 'http://www.w3.org/2000/svg';
const CROSS = 'M6 6l12 12M18 6 6 18';
/** A live region has to stand a moment before what comes into it is heard. */
const HEARD_AFTER_MS = 100;

export interface BubbleActs {
  answer(): void;
  dismiss(): void;
}

type Around = Pick<AsideHost, 'config' | 'options' | 'wrapper' | 'launcher'>;

const drawCross = (button: HTMLButtonElement): void => {
  const svg = button.appendChild(document.createElementNS(SVG, 'svg'));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', CROSS);
};

const isDark = ({ config, options }: Around): boolean => {
  const theme = options.theme ?? config.settings.theme ?? 'auto';
  return theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme:dark)').matches);
};

/** The greeting beside the launcher: its text opens the chat, a cross or Escape sends it away. The result removes it. */
export const showBubble = (
  around: Around,
  text: string,
  words: SpokenGreetings,
  { answer, dismiss }: BubbleActs,
  announced: boolean,
): (() => void) => {
  const { wrapper, launcher, config } = around;
  const bubble = document.createElement('section');
  bubble.className = 'g';
  bubble.classList.toggle('gd', isDark(around));
  bubble.classList.toggle('gc', !wrapper.contains(launcher));
  bubble.lang = words.language;
  bubble.dir = words.language === 'ar' ? 'rtl' : 'ltr';
  const from = fill(words.from, { name: config.settings.name });
  bubble.setAttribute('aria-label', from);
  const said = append(bubble, 'p', { className: 'gs', role: 'status' });
  const open = append(bubble, 'button', {
    type: 'button',
    className: 'gt',
    textContent: text,
    onclick: answer,
  });
  open.dir = 'auto';
  open.setAttribute('aria-description', words.answer);
  const cross = append(bubble, 'button', {
    type: 'button',
    className: 'gx',
    onclick: dismiss,
  });
  cross.setAttribute('aria-label', words.dismiss);
  drawCross(cross);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) dismiss();
  };
  wrapper.addEventListener('keydown', onKeyDown);
  // Before the launcher, so that both are one step of the keyboard apart.
  wrapper.prepend(bubble);
  const timer = setTimeout(() => {
    if (announced) said.textContent = `${from}: ${text}`;
  }, HEARD_AFTER_MS);
  return () => {
    clearTimeout(timer);
    wrapper.removeEventListener('keydown', onKeyDown);
    const hadFocus = bubble.contains((bubble.getRootNode() as ShadowRoot).activeElement);
    bubble.remove();
    if (hadFocus) launcher.focus();
  };
};
