import type { adoptStyles } from '../panel/adopt-styles.ts';
import { focusLine, linesOf } from './drawn-lines.ts';
import { LINES_CSS } from './lines.css.ts';

const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom;

/** From the log to the last message that is in sight; from a message to the one beside it. */
const lineAfter = (key: string, from: Element, lines: HTMLElement[]): HTMLElement | undefined => {
  const at = lines.indexOf(from as HTMLElement);
  const inSight = at < 0 ? lines.findLastIndex((line) => bottomOf(line) <= bottomOf(from)) : null;
  const to = { ArrowUp: inSight ?? at - 1, ArrowDown: inSight ?? at + 1, Home: 0, End: lines.length - 1 };
  return lines[to[key as keyof typeof to]];
};

/** A message tells its time under the pointer, on a tap and with the focus, which the arrows, Home and End move in the log. */
export const walkLines = (root: ShadowRoot, adopt: typeof adoptStyles): (() => void) => {
  const onKeyDown: EventListener = (event) => {
    const { key, altKey, metaKey } = event as KeyboardEvent;
    const from = event.target as Element;
    const line = from.matches('.log,.line') && !altKey && !metaKey && lineAfter(key, from, linesOf(root));
    // Where there is none further on, the key scrolls as ever.
    if (!line) return;
    event.preventDefault();
    focusLine(line);
  };
  // A finger hovers over nothing.
  const onClick: EventListener = (event) => {
    const line = (event.target as Element).closest<HTMLElement>('.line');
    if (line && (event as PointerEvent).pointerType === 'touch') focusLine(line);
  };
  adopt(root, LINES_CSS);
  const over = new AbortController();
  root.addEventListener('keydown', onKeyDown, over);
  root.addEventListener('click', onClick, over);
  return () => over.abort();
};
