import { onMounted, onUnmounted, ref, shallowRef } from 'vue';
import { createChat } from '@bellhop/widget';

/** The chat stands while the component that calls this does. Null on a server and before it is mounted. */
export function useChat(site, host) {
  const chat = shallowRef(null);
  const unread = ref(0);
  onMounted(() => {
    chat.value = createChat({ site, host });
    chat.value.on('unread', ({ count }) => (unread.value = count));
  });
  // Takes the widget off the page; the visitor is kept for the next time.
  onUnmounted(() => chat.value?.shutdown());
  return { chat, unread };
}
