import type { ChatOptions } from '../options.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { wholeConfigOnce } from './whole-config-once.ts';

/** A timer can't count further. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Takes the widget out of sight while nobody is there, but never from under somebody who is in the panel. */
export const followHours = (host: SetupHost, { hideWhenOffline }: Partial<ChatOptions>): (() => void) => {
  const { chat, element } = host;
  if (!hideWhenOffline) return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const show = (available: boolean, changesAt: string | null): void => {
    if (stopped) return;
    if (available || !host.isOpen()) element.toggleAttribute('data-offline', !available);
    clearTimeout(timer);
    const wait = changesAt === null ? NaN : Date.parse(changesAt) - Date.now();
    // At that moment the other half begins; a line that is up tells the rest.
    if (wait >= 0) timer = setTimeout(() => show(!available, null), Math.min(wait, MAX_TIMER_MS));
  };
  void wholeConfigOnce(host.config).then(({ settings: { opening } }) =>
    show(opening?.open ?? true, opening?.changes_at ?? null),
  );
  const stopHearing = chat.on('availability', ({ available, changes_at }) => show(available, changes_at));
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopHearing();
    element.removeAttribute('data-offline');
  };
};
