import type { LaterPanel } from '../panel/later-methods.ts';
import { onPageChange } from '../shell/page-change.ts';
import { page } from './tell.ts';

/** Agents see the page that the visitor of a conversation which goes on is on. */
export const followPages = (panel: LaterPanel): (() => void) => {
  const { active } = panel.context.store;
  // Nobody waits for it, and nothing depends on it.
  const tellPage = (): void => {
    if (active.peek()) page(panel).catch(() => {});
  };
  tellPage();
  return onPageChange(tellPage);
};
