/** Into the composer; but on a touch screen that would raise the keyboard over what there is to read. */
export const focusOnOpen = (root: ShadowRoot): void => {
  // A page that holds the panel inline gave no word to take the caret.
  if (root.querySelector('.inline') && !root.activeElement) return;
  const touch = matchMedia('(pointer:coarse)').matches;
  const target =
    root.querySelector<HTMLElement>(touch ? '.panel' : '#message') ?? root.querySelector('.in,.primary');
  (target as HTMLElement | null)?.focus({ preventScroll: true });
};
