/** A keyboard's animation: resizing while it runs makes Safari overshoot. */
const SETTLED_MS = 60;

/** Keeps the sheet on what can be seen: on iOS a keyboard shrinks and moves the visual viewport only. */
export const followViewport = (sheet: HTMLElement): (() => void) => {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fit = (): void => {
    sheet.style.setProperty('--vh', `${viewport.height * viewport.scale}px`);
    sheet.style.setProperty('--vt', `${viewport.offsetTop}px`);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(fit, SETTLED_MS);
  };
  viewport.addEventListener('resize', later);
  viewport.addEventListener('scroll', later);
  fit();
  return () => {
    clearTimeout(timer);
    viewport.removeEventListener('resize', later);
    viewport.removeEventListener('scroll', later);
  };
};
