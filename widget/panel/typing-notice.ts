import type { effect as Effect } from '@preact/signals';
import { enTypingNotice } from '../i18n/en-typing-notice.ts';
import type { ChatStore } from './chat-store.ts';
import { adoptAside } from './queue.css.ts';

/** [T7] Says that what is typed is seen. Only while that stands there does any of it leave the page. */
export const tellTypingNotice = (store: ChatStore, effect: typeof Effect): (() => void) => {
  const element = Object.assign(document.createElement('div'), { className: 'aside' });
  element.append(Object.assign(document.createElement('p'), { textContent: enTypingNotice }));
  const stop = effect(() => {
    const slot = store.slot.value;
    const shown = store.conversation.value;
    const isShown = slot !== null && shown !== null && store.state.value.typingPreview;
    const mayType = shown?.status !== 'ended' || store.mayReturn.value;
    store.isSeen.value = isShown && mayType;
    if (!isShown || !mayType) return element.remove();
    adoptAside(slot);
    if (element.parentNode !== slot) slot.append(element);
  });
  return () => {
    stop();
    element.remove();
    store.isSeen.value = false;
  };
};
