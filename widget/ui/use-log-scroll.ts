import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatStore } from '../panel/chat-store.ts';
import type { LogRow } from '../panel/log-rows.ts';

/** How near to an end counts as being there, in px. */
const NEAR_END = 24;
const NEAR_START = 120;

/** Stays at the end while the reader is there, and keeps what is read in place while earlier messages come in above. */
export const useLogScroll = (store: ChatStore, rows: LogRow[]) => {
  const scroller = useRef<HTMLDivElement>(null);
  const fromEnd = useRef(0);
  const firstKey = rows[0]?.key;
  const previousFirst = useRef(firstKey);
  const open = store.open.value;

  const loadEarlier = (): void => {
    const { currentId, thread, session } = store;
    if (!currentId.value || !thread.value?.timeline.hasEarlier || thread.value.loading) return;
    session.loadEarlier(currentId.value).then(
      () => (store.historyFailed.value = false),
      () => (store.historyFailed.value = true),
    );
  };
  const toEnd = (): void => {
    const log = scroller.current;
    if (log) log.scrollTop = log.scrollHeight;
    store.atEnd.value = true;
  };
  const onScroll = (): void => {
    const log = scroller.current;
    if (!log) return;
    fromEnd.current = log.scrollHeight - log.scrollTop;
    store.atEnd.value = fromEnd.current - log.clientHeight < NEAR_END;
    if (log.scrollTop < NEAR_START && !store.historyFailed.peek()) loadEarlier();
  };

  useLayoutEffect(() => {
    const log = scroller.current;
    if (!log || !open) return;
    if (store.atEnd.peek()) toEnd();
    else if (firstKey !== previousFirst.current) log.scrollTop = log.scrollHeight - fromEnd.current;
    previousFirst.current = firstKey;
    fromEnd.current = log.scrollHeight - log.scrollTop;
    // A log that does not fill its pane can never be scrolled up to ask for more.
    if (log.clientHeight > 0 && log.scrollHeight <= log.clientHeight) loadEarlier();
  });
  // Marks below bubbles and the line about the connection change heights without a new row.
  useEffect(() => {
    const log = scroller.current;
    if (!log) return;
    const observer = new ResizeObserver(() => store.atEnd.peek() && toEnd());
    for (const element of [log, ...log.children]) observer.observe(element);
    return () => observer.disconnect();
  }, [rows.length > 0, store.unsettled.value]);
  return { scroller, onScroll, toEnd };
};
