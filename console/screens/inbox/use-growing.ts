import { useLayoutEffect } from 'preact/hooks';

const MAX_HEIGHT_PX = 220;

/** As tall as what was written, up to a limit. */
export function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.blockSize = 'auto';
    current.style.blockSize = `${Math.min(current.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [field, text]);
}
