import type { Signal } from '@preact/signals';
import { splitLinks } from '../../shared/text/links.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { createAnnouncer, type Announcement } from './announcements.ts';
import { eachChange } from './each-change.ts';
import { keepWhole, markWhenSeen } from './keep-whole.ts';
import { reportNews } from './report-news.ts';

export type FollowLine = (
  emit: PanelHost['emit'],
  context: PanelContext,
  said: Signal<readonly Announcement[]>,
) => () => void;

/** What the panel does with a line to the server: reads what was said, tells what is new, marks what was seen. */
export const followLine: FollowLine = (emit, context, said) => {
  const { store, siteName } = context;
  const { session, state, conversation, thread, historyFailed, open, attentive, atEnd } = store;
  store.splitLinks.value = splitLinks;
  const announce = createAnnouncer(said, context, siteName);
  const stops = [
    eachChange(session, (before, now) => announce(reportNews(emit, before, now))),
    keepWhole(session, state, conversation, thread, historyFailed),
    markWhenSeen(session, conversation, thread, () => open.value && attentive.value && atEnd.value),
  ];
  return () => stops.forEach((stop) => stop());
};
