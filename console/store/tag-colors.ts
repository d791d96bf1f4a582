import type { TagColor } from '../../shared/protocol/inbox.ts';

/** Of the server's list types alone come here, and a colour that is missing does not compile. */
const ALL: Record<TagColor, true> = {
  grey: true,
  red: true,
  orange: true,
  yellow: true,
  green: true,
  teal: true,
  blue: true,
  purple: true,
};
export const TAG_COLORS = Object.keys(ALL) as readonly TagColor[];
