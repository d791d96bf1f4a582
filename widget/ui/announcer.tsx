import type { Signal } from '@preact/signals';
import type { Announcement } from '../panel/announcements.ts';

/** Read out once by screen readers; what is shown is elsewhere. */
interface Props {
  said: Signal<readonly Announcement[]>;
  /** One stands inside the dialog and one outside: whichever can be heard speaks. */
  shown: boolean;
  role: 'log' | 'status';
}

export const Announcer = ({ said, shown, role }: Props) => (
  <div class="vh" role={role} aria-live="polite" aria-relevant="additions">
    {shown && said.value.map(({ id, text }) => <p key={id}>{text}</p>)}
  </div>
);
