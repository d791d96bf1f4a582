import { signal } from '@preact/signals';

const TICK_MS = 5_000;

/** Now, in steps: waiting times and day names follow it. */
export const now = signal(Date.now());

/** Keeps `now` going while the page is seen. Returns how to stop it. */
export function startClock(): () => void {
  const tick = () => {
    if (document.visibilityState === 'visible') now.value = Date.now();
  };
  const timer = setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}
