import type { effect as Effect, Signal } from '@preact/signals';
import { createAnnouncer, type Announcement } from './announcements.ts';
import { eachChange } from './each-change.ts';
import { keepWhole, markWhenSeen } from './keep-whole.ts';
import type { LaterPanel } from './later-methods.ts';
import { loadAsides } from './load-asides.ts';
import { learnReading } from './learn-reading.ts';
import { reportNews } from './report-news.ts';
import { showLineParts } from './show-line-parts.ts';

export type FollowLine = (
  panel: LaterPanel,
  said: Signal<readonly Announcement[]>,
  /** The panel's own. After a failed attempt the panel has another address, and what this chunk imports is a second copy. */
  effect: typeof Effect,
) => () => void;

/** What the panel does with a line to the server: reads what was said, tells what is new, marks what was seen. */
export const followLine: FollowLine = (panel, said, effect) => {
  const { context, host } = panel;
  const { store } = context;
  learnReading(context);
  showLineParts(context);
  const announce = createAnnouncer(said, context);
  const stops = [
    eachChange(store.session, (before, now) => {
      announce(reportNews(host.emit, store.readEntry.peek(), before, now));
      // [S10] What was being read out was said to somebody else.
      if (before.known && !now.known) said.value = [];
    }),
    keepWhole(effect, store),
    markWhenSeen(effect, store),
    loadAsides(effect, panel),
  ];
  return () => stops.forEach((stop) => stop());
};
