import { effect } from '@preact/signals';
import type { LaterPanel } from '../panel/later-methods.ts';
import type { ChatStore } from '../panel/chat-store.ts';
import { adoptHome } from './adopt-home.ts';
import { BackButton } from './back-button.tsx';
import { HomeView } from './home-view.tsx';
import { createMenu } from './menu.tsx';
import { isHome, isPicked, showHome, unpick } from './place.ts';

/** Nothing goes on, nothing is being written, and how the latest one ended has been seen. */
const isAllDone = ({ state, draft, active, chosen }: ChatStore): boolean => {
  const latest = state.peek().conversations[0];
  if (!latest || latest.visitor_read < latest.seq || active.peek() || draft.peek()) return false;
  return chosen.peek() !== null;
};

/** The way to earlier conversations: in the header, and by itself for whoever comes back when all have ended. */
export const beginHome = (panel: LaterPanel): (() => void) => {
  const { context } = panel;
  const { store } = context;
  adoptHome(context);
  store.setPart('back', BackButton);
  store.setPart('menu', createMenu(panel));
  let decided = false;
  let wasOpen = false;
  const stop = effect(() => {
    const isOpen = store.open.value;
    const { visitor } = store.state.value;
    if (wasOpen && !isOpen) unpick(store);
    wasOpen = isOpen;
    if (!isOpen) decided = false;
    if (!isOpen || !visitor || decided) return;
    decided = true;
    if (!store.parts.peek().page && !isPicked(store) && isAllDone(store)) showHome(store, HomeView);
  });
  return () => {
    stop();
    store.setPart('back', null);
    store.setPart('menu', null);
    if (isHome(store, HomeView)) store.setPart('page', null);
  };
};
