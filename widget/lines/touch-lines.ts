import { focusLine, lineAt, type On } from './drawn-lines.ts';

const HOLD_MS = 450;

/**
 * A finger hovers over nothing: its tap tells a message's time and shows the button to answer it, and where it rests it
 * answers. On a message that was tapped it rests to select words, as it does everywhere.
 */
export const touchLines = (root: ShadowRoot, on: On): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: HTMLElement | null = null;
  let hasAnswered = false;
  const release = (): void => {
    clearTimeout(timer);
    held?.classList.remove('held');
    held = null;
  };
  const touched = (event: Event): HTMLElement | null =>
    (event as PointerEvent).pointerType === 'touch' && !(event.target as Element).closest('a,button')
      ? lineAt(event)
      : null;
  on('pointerdown', (event) => {
    release();
    hasAnswered = false;
    const line = touched(event);
    const button = line?.querySelector<HTMLElement>('.answer');
    if (!line || !button || line.contains(root.activeElement)) return;
    held = line;
    line.classList.add('held');
    timer = setTimeout(() => {
      hasAnswered = true;
      button.click();
    }, HOLD_MS);
  });
  on('pointerup', release);
  on('pointercancel', release);
  on('contextmenu', (event) => held && event.preventDefault());
  // What a browser makes of a touch afterwards, as for a mouse, would take the caret out of the composer.
  on('touchend', (event) => hasAnswered && event.preventDefault());
  on('click', (event) => {
    const line = touched(event);
    if (line && !hasAnswered) focusLine(line);
  });
};
