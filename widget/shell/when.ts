/** Calls at every sign of interest in the launcher, before the click that follows. A finger enters, too. */
export const onInterest = (button: HTMLElement, call: () => unknown): void => {
  for (const event of ['pointerenter', 'focus']) button.addEventListener(event, call);
};

/** Calls when the page rests. Not every engine tells when that is. */
export const whenIdle = (call: () => void): unknown => (self.requestIdleCallback ?? setTimeout)(call);
