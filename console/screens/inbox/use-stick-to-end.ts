import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 48;

interface Marks {
  first: number | undefined;
  last: string | undefined;
  /** The latest own message on its way: writing it brings one to the end. */
  own: string | undefined;
}

/** A log that stays at its end while one reads there, and stays where one reads while it grows elsewhere. */
export function useStickToEnd(log: RefObject<HTMLElement | null>, marks: Marks) {
  const [isAtEnd, setAtEnd] = useState(true);
  const [hasNew, setNew] = useState(false);
  const stuck = useRef(true);
  const before = useRef({ ...marks, height: 0 });

  const jump = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  useLayoutEffect(() => {
    const pane = log.current;
    if (!pane) return;
    const old = before.current;
    const grewAbove = old.first !== undefined && marks.first !== undefined && marks.first < old.first;
    const wrote = marks.own !== undefined && marks.own !== old.own;
    if (grewAbove && !stuck.current) pane.scrollTop += pane.scrollHeight - old.height;
    else if (stuck.current || wrote) pane.scrollTop = pane.scrollHeight;
    else if (marks.last !== old.last) setNew(true);
    before.current = { ...marks, height: pane.scrollHeight };
  });
  useEffect(() => {
    const pane = log.current;
    if (!pane) return undefined;
    const read = () => {
      stuck.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_PX;
      setAtEnd(stuck.current);
      if (stuck.current) setNew(false);
    };
    const keep = () => {
      if (stuck.current) jump();
    };
    const observer = new ResizeObserver(keep);
    observer.observe(pane);
    pane.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      pane.removeEventListener('scroll', read);
    };
  }, []);
  return { isAtEnd, hasNew, jump };
}
