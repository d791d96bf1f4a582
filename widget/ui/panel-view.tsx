import type { Signal } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import type { Announcement } from '../panel/announcements.ts';
import { Announcer } from './announcer.tsx';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { usePanel } from './panel-context.ts';
import { Part } from './part.tsx';
import { useDialog } from './use-dialog.ts';

export const PanelView = ({ said }: { said: Signal<readonly Announcement[]> }) => {
  const { store, close } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useDialog(dialog);
  const takeSlot = useCallback((element: HTMLElement | null) => void (store.slot.value = element), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
  };
  return (
    <>
      <dialog
        class="panel"
        ref={dialog}
        tabIndex={-1}
        aria-labelledby="site"
        onKeyDown={onKeyDown}
        onCancel={(event) => {
          event.preventDefault();
          close();
        }}
      >
        <Header />
        <Part name="notice" />
        {store.parts.value.page ? (
          <Part name="page" />
        ) : (
          <>
            <Log />
            <div ref={takeSlot} />
            {store.conversation.value?.status === 'ended' && !store.mayReturn.value ? (
              <Part name="ended" />
            ) : (
              <Composer />
            )}
          </>
        )}
        <Announcer said={said} shown={store.open.value} role="log" />
      </dialog>
      <Announcer said={said} shown={!store.open.value} role="status" />
    </>
  );
};
