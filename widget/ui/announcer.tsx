import type { Signal } from '../reactive/signal.ts';
import type { Announcement } from '../panel/announcements.ts';

/** Read out once by screen readers; what is shown is elsewhere. */
export const Announcer = ({ said }: { said: Signal<readonly Announcement[]> }) => (
  <div class="vh" role="log" aria-live="polite" aria-relevant="additions">
    {said.value.map(({ id, text }) => (
      <p key={id}>{text}</p>
    ))}
  </div>
);
