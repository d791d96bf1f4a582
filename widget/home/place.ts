import { batch, signal, type Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { ChatStore } from '../panel/chat-store.ts';
import type { PanelContext } from '../ui/panel-context.ts';

/** What to tell over the list: why the visitor is here and not where they wanted to be. */
const notices = new WeakMap<ChatStore, Signal<string>>();
export const noticeOf = (store: ChatStore): Signal<string> => {
  const notice = notices.get(store) ?? signal('');
  notices.set(store, notice);
  return notice;
};

/** Where the visitor, or the page, has said what is to be shown. */
const picked = new WeakSet<ChatStore>();
export const isPicked = (store: ChatStore): boolean => picked.has(store);
export const unpick = (store: ChatStore): void => void picked.delete(store);

const views = new WeakMap<ChatStore, ComponentType>();

export const isHome = ({ parts }: ChatStore, view: unknown): boolean => parts.value.page === view;

/** The list in place of a conversation. None is on screen then, so that nothing counts as read. */
export const showHome = (store: ChatStore, view: ComponentType, notice = ''): void =>
  batch(() => {
    views.set(store, view);
    noticeOf(store).value = notice;
    store.chosen.value = null;
    store.setPart('page', view);
  });

/** On to a conversation, or to a new one. Whoever has a page of their own for that shows it once the list is gone. */
export const leaveHome = ({ store }: Pick<PanelContext, 'store'>, id: string | null): void =>
  batch(() => {
    noticeOf(store).value = '';
    picked.add(store);
    if (store.parts.peek().page === views.get(store)) store.setPart('page', null);
    store.atEnd.value = true;
    store.chosen.value = id;
    // One that the line does not tell of by itself.
    if (id !== null) store.session.open(id).catch(() => (store.historyFailed.value = true));
  });
