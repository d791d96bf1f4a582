import { focusLine, lineAt, linesOf, type On } from './drawn-lines.ts';

const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom;

/** From the log to the last message that is in sight; from a message to the one beside it. */
const lineAfter = (key: string, from: Element, lines: HTMLElement[]): HTMLElement | undefined => {
  const at = lines.indexOf(from as HTMLElement);
  const inSight = at < 0 ? lines.findLastIndex((line) => bottomOf(line) <= bottomOf(from)) : null;
  const to = { ArrowUp: inSight ?? at - 1, ArrowDown: inSight ?? at + 1, Home: 0, End: lines.length - 1 };
  return lines[to[key as keyof typeof to]];
};

/** Arrows, Home and End move the focus among messages. The log is the one stop of Tab; from a message, what stands with it is the next. */
export const walkLines = (root: ShadowRoot, on: On): void => {
  let stops: HTMLElement[] = [];
  on('keydown', (event) => {
    const { key, altKey, metaKey } = event as KeyboardEvent;
    const from = (event.target as Element).closest('.line,.log');
    const line = from && !altKey && !metaKey && lineAfter(key, from, linesOf(root));
    // Where there is none further on, the key scrolls as ever.
    if (!line) return;
    event.preventDefault();
    focusLine(line);
  });
  on('focusin', (event) => {
    for (const stop of stops) stop.tabIndex = -1;
    stops = [...(lineAt(event)?.querySelectorAll<HTMLElement>('[tabindex]') ?? [])];
    for (const stop of stops) stop.tabIndex = 0;
  });
};
