const HOLD_MS = 450;
const ENDS = ['pointerup', 'pointercancel', 'pointermove'] as const;

/** A finger that rests on a message answers it: there is no pointer that could show its button. */
export const holdToAnswer = (root: ShadowRoot): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => clearTimeout(timer);
  const begin = (event: Event): void => {
    const { pointerType, target } = event as PointerEvent;
    const bubble = target instanceof Element && !target.closest('a') && target.closest('.bubble');
    end();
    if (pointerType !== 'touch' || !bubble) return;
    const button = bubble.parentElement?.querySelector<HTMLElement>('.answer');
    timer = setTimeout(() => button?.click(), HOLD_MS);
  };
  root.addEventListener('pointerdown', begin);
  for (const name of ENDS) root.addEventListener(name, end);
  return () => {
    end();
    root.removeEventListener('pointerdown', begin);
    for (const name of ENDS) root.removeEventListener(name, end);
  };
};
