/** Calls once when somebody shows interest in the launcher, before the click that follows. */
export const onFirstInterest = (button: HTMLElement, call: () => void): void => {
  let called = false;
  for (const event of ['pointerenter', 'focus', 'touchstart']) {
    button.addEventListener(
      event,
      () => {
        if (!called) call();
        called = true;
      },
      { passive: true },
    );
  }
};

/** Calls when the page has loaded and rests. Not every engine tells when it rests. */
export const whenIdle = (call: () => void): void => {
  const wait = (): unknown => (self.requestIdleCallback ?? setTimeout)(call);
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
};
