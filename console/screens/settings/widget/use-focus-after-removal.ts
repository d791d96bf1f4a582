import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** A row that is removed takes the focus along: it goes to the button in this place, from where the next one is added. */
export function useFocusAfterRemoval(count: number): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (count < before.current && isLost) place.current?.querySelector('button')?.focus();
    before.current = count;
  }, [count]);
  return place;
}
