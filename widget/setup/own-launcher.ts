import type { ChatOptions } from '../options.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

type Stop = () => void;
const STATE = ['aria-expanded', 'aria-haspopup'] as const;

/** Puts the attributes back that an element had before. */
const borrow = (element: Element): Stop => {
  const before = STATE.map((name) => [name, element.getAttribute(name)] as const);
  element.setAttribute('aria-haspopup', 'dialog');
  return () => {
    for (const [name, value] of before) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };
};

/** The page's own launcher, one or many. Clicks are heard on the document: what is drawn anew later is a launcher too. */
const follow = (
  host: SetupHost,
  isLauncher: (element: Element) => boolean,
  all: () => Iterable<Element>,
): Stop => {
  const { chat } = host;
  const borrowed = new Map<Element, Stop>();
  const tell = (): void => {
    for (const element of all()) {
      if (!borrowed.has(element)) borrowed.set(element, borrow(element));
      element.setAttribute('aria-expanded', `${host.isOpen()}`);
    }
  };
  const onClick = (event: Event): void => {
    const clicked = event.composedPath().find((one) => one instanceof Element && isLauncher(one));
    if (!(clicked instanceof HTMLElement)) return;
    host.launcher = clicked;
    tell();
    void chat.toggle();
  };
  const onInterest = (event: Event): void => {
    if (
      event.target instanceof Element &&
      event.composedPath().some((one) => one instanceof Element && isLauncher(one))
    )
      void host.load();
  };
  const stop = new AbortController();
  document.addEventListener('click', onClick, { signal: stop.signal });
  for (const type of ['pointerover', 'focusin', 'touchstart'])
    document.addEventListener(type, onInterest, { signal: stop.signal, passive: true });
  const stops = [chat.on('open', tell), chat.on('close', tell), () => stop.abort()];
  tell();
  return () => {
    for (const each of [...stops, ...borrowed.values()]) each();
  };
};

/** What opens the panel: ours, the page's own, or nothing. */
export const ownLauncher = (host: SetupHost, { launcher = true, mode }: Partial<ChatOptions>): Stop => {
  const { button } = host;
  host.launcher = button;
  button.hidden = launcher !== true || mode === 'inline';
  if (typeof launcher === 'boolean') return () => {};
  if (typeof launcher === 'string')
    return follow(
      host,
      (element) => element.matches(launcher),
      () => document.querySelectorAll(launcher),
    );
  return follow(
    host,
    (element) => element === launcher,
    () => [launcher],
  );
};
