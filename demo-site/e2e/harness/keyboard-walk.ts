import type { Locator, Page } from 'playwright-core';

/** What Tab must come to in `scope`, as a person with a mouse sees it there: visible, enabled, one radio of a group. */
const FOCUSABLE =
  'a[href], button:enabled, input:enabled:not([type=radio]), input[type=radio]:checked, select:enabled, textarea:enabled, summary, iframe, [tabindex="0"]';

interface Walk {
  __walk: Element[];
}

export interface Walked {
  /** What Tab never came to. */
  missed: string[];
  /** What had the focus and did not look like it. */
  unseen: string[];
}

/** Tabs once through `scope`, which has the focus or comes next. */
export async function walk(page: Page, scope: Locator): Promise<Walked> {
  const count = await scope.evaluate((root, selector) => {
    const all = [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    (window as unknown as Walk).__walk = all;
    return all.length;
  }, FOCUSABLE);
  const reached = new Set<number>();
  const unseen: string[] = [];
  // A frame has stops of its own, which count for none here.
  for (let presses = 0; presses < count * 2 + 20 && reached.size < count; presses++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(lookAtFocus);
    if (here.index < 0) continue;
    reached.add(here.index);
    if (!here.seen) unseen.push(here.name);
  }
  const missed = await page.evaluate(
    (known) =>
      (window as unknown as Walk).__walk
        .filter((_, index) => !known.includes(index))
        .map((one) => one.outerHTML.slice(0, 160)),
    [...reached],
  );
  return { missed, unseen };
}

function lookAtFocus(): { index: number; seen: boolean; name: string } {
  const active = document.activeElement as Element;
  const rings = [
    active,
    active.parentElement,
    active.parentElement?.parentElement,
    active.nextElementSibling,
  ];
  const seen = rings.some((one) => {
    if (!one) return false;
    const { outlineStyle, boxShadow } = getComputedStyle(one);
    return outlineStyle !== 'none' || (one.matches(':focus-within') && boxShadow !== 'none');
  });
  return {
    index: (window as unknown as Walk).__walk.indexOf(active),
    // These two draw the ring around what has the focus inside them.
    seen: seen || active.matches('iframe, input[type=date]'),
    name: active.outerHTML.slice(0, 160),
  };
}

/** Presses Tab until it has the focus. */
export async function tabTo(target: Locator, most = 200): Promise<void> {
  const { keyboard } = target.page();
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${String(target)}.`);
}
