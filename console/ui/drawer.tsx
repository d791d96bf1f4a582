import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { IconButton } from './button.tsx';

interface Props {
  label: string;
  kind: 'start' | 'end' | 'middle';
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal that comes in from a side or stands in the middle. Escape and a press beside it close it. */
export function Drawer({ label, kind, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Shown before what is inside asks for the focus.
  useLayoutEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`drawer ${kind}`}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="drawer-body">
        <IconButton icon="close" label={t('keys.close')} class="drawer-close" onClick={onClose} />
        {children}
      </div>
    </dialog>
  );
}
