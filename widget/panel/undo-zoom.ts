/** A page that zooms its root zooms what stands there: the widget's px are its own. */
export const undoZoom = (element: HTMLElement, wrapper: HTMLElement): void => {
  const zoom = element.currentCSSZoom;
  if (zoom) wrapper.style.setProperty('zoom', `${1 / zoom}`);
};
