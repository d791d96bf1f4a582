import type { PanelContext } from '../ui/panel-context.ts';
import { focusLine, linesOf } from './drawn-lines.ts';

/** Brings a message of the conversation that was just opened before the visitor's eyes; unless they went on, or write already. */
export const jumpTo = async ({ store, root }: PanelContext, id: string, seq: number): Promise<void> => {
  const { session, thread, currentId, readEntry } = store;
  const entries = () => thread.peek()?.timeline.entries ?? [];
  const draft = store.draft.peek();
  await session.open(id);
  // Back to where it stands; where nothing more came, there is nothing more.
  for (let before, first; (first = entries()[0]?.seq ?? 0) > seq && first !== before; before = first)
    await session.loadEarlier(id);
  // The log is drawn after what it shows has changed.
  await new Promise((resolve) => setTimeout(resolve));
  const said = entries().filter((entry, at) => readEntry.peek()(entry, at)?.kind === 'said');
  const line = linesOf(root)[said.findIndex((entry) => entry.seq === seq)];
  if (!line || currentId.peek() !== id || store.draft.peek() !== draft) return;
  focusLine(line);
  // What came into sight with it may be taller than it was taken for.
  requestAnimationFrame(() => line.scrollIntoView({ block: 'nearest' }));
};
