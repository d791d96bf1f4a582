/* What runs in the measured page. Each function is sent as its own source, so it uses nothing from outside of itself. */

export interface Seen {
  /** ms since the page began to load; null when it never was. */
  launcher: number | null;
  click: number | null;
  composer: number | null;
}

/** Looks every frame whether launcher and composer can be seen, and notes when the frame that shows them is over. */
export function watchPage(launcher: string[], composer: string[]): void {
  const seen: Seen = { launcher: null, click: null, composer: null };
  (window as unknown as { seen: Seen }).seen = seen;
  const find = (path: string[]): Element | null =>
    path.reduce<ParentNode | null>((root, selector) => {
      const inner = root instanceof Element ? (root.shadowRoot ?? root) : root;
      return inner?.querySelector(selector) ?? null;
    }, document) as Element | null;
  const isShown = (element: Element | null): boolean => {
    const box = element?.getBoundingClientRect();
    if (!element || !box || box.width < 10 || box.height < 10) return false;
    return (
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.matches(':disabled')
    );
  };
  const look = (): void => {
    const what = seen.launcher === null ? 'launcher' : 'composer';
    if (
      (what === 'launcher' || seen.click !== null) &&
      isShown(find(what === 'launcher' ? launcher : composer))
    )
      requestAnimationFrame((at) => (seen[what] ??= at));
    if (seen.composer === null) requestAnimationFrame(look);
  };
  addEventListener('pointerdown', () => (seen.click ??= performance.now()), { capture: true });
  requestAnimationFrame(look);
}

export interface Vitals {
  /** When the page's own words were painted first. */
  firstPaint: number;
  shift: number;
  /** Beyond 50 ms, of each long task. */
  blocking: number;
  /** On the wire, without the page itself. */
  bytes: number;
  requests: number;
}

export async function readVitals(): Promise<Vitals> {
  const recorded = (type: string): Promise<PerformanceEntry[]> =>
    new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      // Where there was none, nobody calls.
      setTimeout(() => resolve([]), 100);
    });
  const shifts = (await recorded('layout-shift')) as (PerformanceEntry & { value: number })[];
  const tasks = await recorded('longtask');
  const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    blocking: tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    bytes: loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    requests: loaded.length,
  };
}
