/** Calls at every sign of interest in the launcher, before the click that follows. */
export const onInterest = (button: HTMLElement, call: () => void): void => {
  for (const event of ['pointerenter', 'focus', 'touchstart']) {
    button.addEventListener(event, call, { passive: true });
  }
};

/** Calls when the page rests. Not every engine tells when that is. */
export const whenIdle = (call: () => void): unknown => (self.requestIdleCallback ?? setTimeout)(call);
