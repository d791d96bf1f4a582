import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Timeline } from '../../../shared/client/types.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { useDesk } from './desk-context.ts';

/** Brings one entry into sight, once, and says which it is: what a mention leads to. Earlier pages are read until it is there. */
export function useShowEntry(
  log: RefObject<HTMLElement | null>,
  conversation: string,
  seq: number | undefined,
  timeline: Timeline<Entry>,
): void {
  const { session } = useDesk();
  const shown = useRef<number | undefined>(undefined);
  const first = timeline.entries[0]?.seq;
  useEffect(() => {
    if (seq === undefined || first === undefined || shown.current === seq) return;
    if (seq < first && timeline.hasEarlier) {
      session.loadEarlier(conversation).catch(() => undefined);
      return;
    }
    shown.current = seq;
    const row = log.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!row) return;
    for (const found of log.current?.querySelectorAll('.found') ?? []) found.classList.remove('found');
    row.classList.add('found');
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView?.({ block: 'center' });
  }, [seq, first, conversation]);
}
