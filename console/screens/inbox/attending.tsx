import { useEffect } from 'preact/hooks';
import { countUnread } from '../../store/attention/count-unread.ts';
import { startMark, unreadCount } from '../../store/page-title.ts';
import { useDesk } from './desk-context.ts';
import type { DeskRoute } from './inbox.tsx';

/** Keeps the tab's title and icon in step with what asks for the agent, and knows what this tab shows. */
export function Attending({ here }: { here: DeskRoute }) {
  const desk = useDesk();
  const shown = here.name === 'conversation' ? here.conversation : undefined;
  useEffect(() => desk.attention.show(shown), [desk, shown]);
  const offered = new Set(desk.standing.offers.value.map(({ conversation_id }) => conversation_id));
  const count = countUnread(desk.conversations.value.values(), desk.labels.viewer.value, offered);
  useEffect(() => void (unreadCount.value = count), [count]);
  useEffect(() => {
    const stop = startMark(document);
    return () => {
      unreadCount.value = 0;
      stop();
    };
  }, []);
  return null;
}
