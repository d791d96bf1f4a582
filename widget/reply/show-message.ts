import type { ChatStore } from '../panel/chat-store.ts';

const MOST_PAGES = 50;
const lineOf = (root: ShadowRoot, seq: number): HTMLElement | null =>
  root.querySelector<HTMLElement>(`.line:has([data-seq="${seq}"])`);

/** Brings a message into sight and the focus to it; earlier pages are read until it is there. */
export async function showMessage(root: ShadowRoot, store: ChatStore, seq: number): Promise<void> {
  const id = store.currentId.peek();
  const first = (): number => store.thread.peek()?.timeline.entries[0]?.seq ?? 0;
  store.atEnd.value = false;
  for (let pages = 0; id && first() > seq && pages < MOST_PAGES; pages++) {
    const before = first();
    await store.session.loadEarlier(id).catch(() => undefined);
    if (first() === before) break;
  }
  // What was read is drawn by then.
  await new Promise(requestAnimationFrame);
  const line = lineOf(root, seq);
  if (!line || store.currentId.peek() !== id) return;
  line.scrollIntoView?.({ block: 'center' });
  line.querySelector<HTMLElement>('[data-seq]')?.focus({ preventScroll: true });
  line.classList.remove('shown');
  void line.offsetWidth;
  line.classList.add('shown');
}
