import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { rowsWithin, totalHeight, type ListRow } from '../../store/list-rows.ts';

const OVERSCAN_PX = 400;
/** Before the pane has been measured. */
const ASSUMED_HEIGHT = 1200;

/** The rows of a long column that are worth rendering, and the selected one kept in sight. */
export function useWindow(rows: ListRow[], selected: string | undefined) {
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const [seen, setSeen] = useState({ top: 0, height: ASSUMED_HEIGHT });
  const scroller = useCallback((element: HTMLElement | null) => setPane(element), []);

  useEffect(() => {
    if (!pane) return undefined;
    const read = () => setSeen({ top: pane.scrollTop, height: pane.clientHeight || ASSUMED_HEIGHT });
    const observer = new ResizeObserver(read);
    observer.observe(pane);
    pane.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      pane.removeEventListener('scroll', read);
    };
  }, [pane]);
  useKeptInSight(pane, rows, selected);

  const visible = rowsWithin(rows, seen.top - OVERSCAN_PX, seen.top + seen.height + OVERSCAN_PX);
  return { scroller, height: totalHeight(rows), visible };
}

/** Scrolls when the selection moves, not when rows move under it. */
function useKeptInSight(pane: HTMLElement | null, rows: ListRow[], selected: string | undefined): void {
  const latest = useRef(rows);
  latest.current = rows;
  useEffect(() => {
    const row = latest.current.find((candidate) => candidate.key === selected);
    if (!pane || !row) return;
    const bottom = row.top + row.height;
    if (row.top < pane.scrollTop)
      pane.scrollTop = row.kind === 'conversation' && row.position === 1 ? 0 : row.top;
    else if (bottom > pane.scrollTop + pane.clientHeight) pane.scrollTop = bottom - pane.clientHeight;
  }, [pane, selected]);
}
