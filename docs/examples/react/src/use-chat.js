import { useEffect, useState } from 'react';
import { createChat } from '@bellhop/widget';

/** The chat stands while the component that calls this does. Null on a server and before the first effect. */
export function useChat(site, host) {
  const [chat, setChat] = useState(null);
  useEffect(() => {
    const created = createChat({ site, host });
    setChat(created);
    // Takes the widget off the page; the visitor is kept for the next time.
    return () => void created.shutdown();
  }, [site, host]);
  return chat;
}

/** How many messages wait to be read. */
export function useUnread(chat) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!chat) return;
    setCount(chat.getUnreadCount());
    return chat.on('unread', (event) => setCount(event.count));
  }, [chat]);
  return count;
}
