import { backCloses } from './back-closes.ts';
import { holdPage, holdTouch } from './hold-page.ts';
import { followViewport } from './visual-viewport.ts';

/** The device's way to close what is modal asks at first, and then closes without asking. */
const followClosing = (dialog: HTMLDialogElement, close: () => void): (() => void) => {
  // Shown anew it was closed for a moment, and is open when the event comes.
  const closed = (): void => void (dialog.open || close());
  dialog.addEventListener('close', closed);
  return () => dialog.removeEventListener('close', closed);
};

/** What a panel that covers the screen needs beside its looks; comes when the first such panel opens. */
export const keepSheet = (dialog: HTMLDialogElement, close: () => void): (() => void) => {
  const stops = [
    holdPage(),
    holdTouch(dialog),
    followViewport(dialog),
    followClosing(dialog, close),
    backCloses(close),
  ];
  return () => stops.forEach((stop) => stop());
};
