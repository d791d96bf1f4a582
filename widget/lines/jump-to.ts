import type { PanelContext } from '../ui/panel-context.ts';
import { focusLine } from './drawn-lines.ts';

/** Brings a message of the conversation on screen before the visitor's eyes; unless they went on, or write already. */
export const jumpTo = async ({ store, root }: PanelContext, id: string, seq: number): Promise<void> => {
  const { session, thread, currentId } = store;
  const firstSeq = () => thread.peek()?.timeline.entries[0]?.seq ?? 0;
  const draft = store.draft.peek();
  // What stands there already is there without a line, too.
  const settled = () => {};
  await session.open(id).catch(settled);
  // Back to where it stands; where nothing more came, there is nothing more.
  for (let before, first; (first = firstSeq()) > seq && first !== before; before = first)
    await session.loadEarlier(id).catch(settled);
  // The log is drawn after what it shows has changed.
  await new Promise((resolve) => setTimeout(resolve));
  const line = root.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (!line || currentId.peek() !== id || store.draft.peek() !== draft) return;
  focusLine(line);
  line.classList.remove('shown');
  // What came into sight with it may be taller than it was taken for.
  requestAnimationFrame(() => {
    line.scrollIntoView({ block: 'nearest' });
    line.classList.add('shown');
  });
};
