import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { usePanel } from './panel-context.ts';

/** Where the panel covers the screen it is a modal sheet; elsewhere the page stays usable beside it. */
export const SHEET = '(max-width:480px),(max-height:440px)';

/** What fills a place on the page is no dialog over it, and takes no focus by itself. */
const isInline = (dialog: HTMLElement): boolean => dialog.matches('.inline *');
const isSheet = (dialog: HTMLElement): boolean => !isInline(dialog) && matchMedia(SHEET).matches;

/** Shows it as what the screen asks for now, whatever it was shown as before. */
export const showDialog = (dialog: HTMLDialogElement): void => {
  const focused =
    dialog.getRootNode() instanceof ShadowRoot && (dialog.getRootNode() as ShadowRoot).activeElement;
  dialog.close();
  if (isInline(dialog)) dialog.open = true;
  else if (isSheet(dialog)) dialog.showModal();
  else dialog.show();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
};

// By itself, for the build to know how to try it again.
const loadSheet = () => import('./sheet.ts');

/** Without its code, a sheet is still a sheet. */
const asSheet = (dialog: HTMLDialogElement, close: () => void): (() => void) => {
  let left = false;
  const kept = loadSheet().then(
    ({ keepSheet }) => (left ? null : keepSheet(dialog, close)),
    () => null,
  );
  return () => {
    left = true;
    void kept.then((stop) => stop?.());
  };
};

export const useDialog = (ref: RefObject<HTMLDialogElement | null>): void => {
  const { store, focusComposer, close } = usePanel();
  const open = store.open.value;
  const moved = store.moved.value;
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    let leave = (): void => {};
    const present = (): void => {
      leave();
      showDialog(dialog);
      leave = isSheet(dialog) ? asSheet(dialog, close) : () => {};
    };
    const media = matchMedia(SHEET);
    present();
    focusComposer();
    media.addEventListener('change', present);
    return () => {
      media.removeEventListener('change', present);
      leave();
      dialog.close();
    };
  }, [open]);
  useLayoutEffect(() => {
    // Moving took a modal sheet out of the top layer.
    if (moved && open && ref.current) showDialog(ref.current);
  }, [moved]);
};
