import type { effect as Effect, Signal } from '@preact/signals';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { createAnnouncer, type Announcement } from './announcements.ts';
import { eachChange } from './each-change.ts';
import { keepWhole, markWhenSeen } from './keep-whole.ts';
import { loadAsides } from './load-asides.ts';
import { learnReading } from './learn-reading.ts';
import { reportNews } from './report-news.ts';
import { showLineParts } from './show-line-parts.ts';

export type FollowLine = (
  emit: PanelHost['emit'],
  context: PanelContext,
  said: Signal<readonly Announcement[]>,
  /** The panel's own. After a failed attempt the panel has another address, and what this chunk imports is a second copy. */
  effect: typeof Effect,
) => () => void;

/** What the panel does with a line to the server: reads what was said, tells what is new, marks what was seen. */
export const followLine: FollowLine = (emit, context, said, effect) => {
  const { store } = context;
  learnReading(context);
  showLineParts(context);
  const announce = createAnnouncer(said, context);
  const stops = [
    eachChange(store.session, (before, now) => announce(reportNews(emit, before, now))),
    keepWhole(effect, store),
    markWhenSeen(effect, store),
    loadAsides(effect, context, emit),
  ];
  return () => stops.forEach((stop) => stop());
};
