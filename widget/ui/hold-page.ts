/** The page behind a sheet must not scroll; what it says about its overflow comes back afterwards. */
export const holdPage = (): (() => void) => {
  const { style } = document.documentElement;
  const before = [style.getPropertyValue('overflow'), style.getPropertyPriority('overflow')] as const;
  style.setProperty('overflow', 'hidden', 'important');
  return () => style.setProperty('overflow', ...before);
};

const isScroller = (element: EventTarget): boolean =>
  element instanceof Element &&
  element.scrollHeight > element.clientHeight &&
  /auto|scroll/.test(getComputedStyle(element).overflowY);

/**
 * iOS scrolls the page behind whatever its overflow says, when a finger moves over what has nothing to scroll. Two
 * fingers may always zoom.
 */
export const holdTouch = (sheet: HTMLElement): (() => void) => {
  const hold = (event: TouchEvent): void => {
    if (event.touches.length > 1 || !event.cancelable) return;
    const path = event.composedPath();
    if (!path.slice(0, path.indexOf(sheet)).some(isScroller)) event.preventDefault();
  };
  sheet.addEventListener('touchmove', hold, { passive: false });
  return () => sheet.removeEventListener('touchmove', hold);
};
