import { effect } from '@preact/signals';
import type { ChatStore } from '../panel/chat-store.ts';
import { usePanel } from './panel-context.ts';

/** Brings the composer back for the conversation on screen; what is written opens it again (M6). */
const goOn = ({ mayReturn, conversation, chosen }: ChatStore): void => {
  const id = chosen.peek();
  mayReturn.value = true;
  const stop = effect(() => {
    if (chosen.value === id && conversation.value?.status === 'ended') return;
    mayReturn.value = false;
    queueMicrotask(() => stop());
  });
};

export const EndedBar = () => {
  const { store, t, focusComposer } = usePanel();
  const startNew = (): void => {
    store.startNew();
    setTimeout(focusComposer);
  };
  const writeOn = (): void => {
    goOn(store);
    setTimeout(focusComposer);
  };
  return (
    <div class="ended">
      <button type="button" class="primary" onClick={startNew}>
        {t('startNew')}
      </button>
      <button type="button" class="link" onClick={writeOn}>
        {t('goOn')}
      </button>
    </div>
  );
};
