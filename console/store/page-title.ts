import { effect, signal } from '@preact/signals';

/** What the tab is called, and how many conversations ask for the agent. */
export const pageTitle = signal('');
export const unreadCount = signal(0);

effect(() => {
  const [title, count] = [pageTitle.value, unreadCount.value];
  if (title !== '') document.title = count > 0 ? `(${count}) ${title}` : title;
});

const MARKS = {
  quiet: new URL('../mark.svg', import.meta.url).href,
  unread: new URL('../mark-unread.svg', import.meta.url).href,
};

/** A dot on the tab's icon, for whoever sees no more of the tab. */
export function startMark(page: Document): () => void {
  return effect(() => {
    const link = page.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = MARKS[unreadCount.value > 0 ? 'unread' : 'quiet'];
  });
}
