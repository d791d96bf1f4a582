import type { ChatStore } from './chat-store.ts';

/**
 * A page with a socket does not enter the back-forward cache everywhere, and a frozen one looks connected for long:
 * the line is closed when the page is hidden for good, and taken up at once when it is shown again.
 */
export const followPageLife = (
  { session, attentive, online, forgotten }: ChatStore,
  wantsLine: () => boolean,
): (() => void) => {
  const look = (): void => {
    attentive.value = document.visibilityState === 'visible' && document.hasFocus();
    online.value = navigator.onLine;
  };
  const returned = (): void => {
    look();
    if (document.visibilityState !== 'visible' || !wantsLine()) return;
    // After the back-forward cache; and another tab may have made this one's visitor known meanwhile.
    session.resume();
    session.nudge();
  };
  const left = (): void => session.pause();
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('focus', returned, { signal });
  addEventListener('blur', look, { signal });
  addEventListener('online', returned, { signal });
  addEventListener('offline', look, { signal });
  addEventListener('pageshow', returned, { signal });
  addEventListener('pagehide', left, { signal });
  addEventListener('storage', forgotten, { signal });
  document.addEventListener('visibilitychange', returned, { signal });
  look();
  return () => stop.abort();
};

/** Resolves when the page can be seen: one in a background tab waits with its attempts. */
export const whenVisible = (): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
