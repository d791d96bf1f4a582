import { hueOf, initials } from './initials.ts';

export const Avatar = ({ name, large }: { name: string; large?: boolean }) => (
  <span class={large ? 'av big' : 'av'} style={{ '--h': hueOf(name) }} aria-hidden="true">
    {initials(name)}
  </span>
);
