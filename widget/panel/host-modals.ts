import { raise } from '../shell/host-element.ts';

/** The page's modal dialog that is in front, if one is. Ours is out of its sight, in the shadow root. */
const frontModal = (): Element | null => [...document.querySelectorAll('dialog:modal')].at(-1) ?? null;

/** Keeps focus and scroll positions where the engine can. */
const moveInto = (parent: Element, element: HTMLElement): void => {
  if ('moveBefore' in parent && element.isConnected) parent.moveBefore(element, null);
  else parent.append(element);
  element.hidePopover?.();
  raise(element);
};

/**
 * A modal dialog of the page makes everything outside of it inert, the top layer included. While somebody is in the
 * panel it therefore lives inside that dialog, and goes home when the dialog goes.
 */
export const followModals = (element: HTMLElement, onMoved: () => void): (() => void) => {
  const { parentElement } = element;
  // A page that swaps what it shows may swap its root element, too.
  const home = (): Element => (parentElement?.isConnected ? parentElement : document.documentElement);
  const place = (parent: Element): void => {
    if (element.parentElement === parent && element.isConnected) return;
    moveInto(parent, element);
    onMoved();
  };
  const look = (): void => {
    if (element.shadowRoot?.activeElement) {
      if (element.ariaHidden) element.removeAttribute('aria-hidden');
      if (element.inert) element.inert = false;
    }
    place(frontModal() ?? home());
  };
  const observer = new MutationObserver(look);
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['open', 'aria-hidden', 'inert'],
  });
  look();
  return () => {
    observer.disconnect();
    if (element.parentElement !== home() && element.parentElement) moveInto(home(), element);
  };
};
