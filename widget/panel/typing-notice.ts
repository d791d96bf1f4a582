import type { effect as Effect } from '@preact/signals';
import { enTypingNotice } from '../i18n/en-typing-notice.ts';
import { append } from '../shell/element.ts';
import type { PanelContext } from '../ui/panel-context.ts';

/** [T7] Says that what is typed is seen. Only while that stands there does any of it leave the page. */
export const tellTypingNotice = ({ store, words }: PanelContext, effect: typeof Effect): (() => void) => {
  const element = Object.assign(document.createElement('div'), { className: 'aside' });
  const text = append(element, 'p', {});
  const stop = effect(() => {
    const slot = store.slot.value;
    const shown = store.conversation.value;
    const isShown = slot !== null && shown !== null && store.state.value.typingPreview;
    const mayType = shown?.status !== 'ended' || store.mayReturn.value;
    store.isSeen.value = isShown && mayType;
    if (!isShown || !mayType) return element.remove();
    text.textContent = words('notice', enTypingNotice).typingSeen;
    if (element.parentNode !== slot) slot.append(element);
  });
  return () => {
    stop();
    element.remove();
    store.isSeen.value = false;
  };
};
