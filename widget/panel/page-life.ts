import type { VisitorSession } from '../../shared/client/types.ts';

/**
 * A page with a socket does not enter the back-forward cache everywhere, and a frozen one looks connected for long:
 * the line is closed when the page is hidden for good, and taken up at once when it is shown again.
 */
export const followPageLife = (
  session: VisitorSession,
  wantsLine: () => boolean,
  setAttentive: (attentive: boolean) => void,
): (() => void) => {
  const look = (): void => setAttentive(document.visibilityState === 'visible' && document.hasFocus());
  const returned = (): void => {
    look();
    if (document.visibilityState === 'visible' && wantsLine()) session.nudge();
  };
  const restored = (event: PageTransitionEvent): void => {
    if (event.persisted && wantsLine()) session.resume();
    returned();
  };
  const left = (): void => session.pause();
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('focus', look, { signal });
  addEventListener('blur', look, { signal });
  addEventListener('online', returned, { signal });
  addEventListener('pageshow', restored, { signal });
  addEventListener('pagehide', left, { signal });
  document.addEventListener('visibilitychange', returned, { signal });
  look();
  return () => stop.abort();
};

/** Resolves when the page can be seen: one in a background tab waits with its attempts. */
export const whenVisible = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'visible') return resolve();
    const stop = new AbortController();
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState !== 'visible') return;
        stop.abort();
        resolve();
      },
      { signal: stop.signal },
    );
  });
