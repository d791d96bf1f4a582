import type { effect as Effect } from '@preact/signals';
import type { ConnectionState } from '../../shared/client/types.ts';
import type { ChatStore } from './chat-store.ts';

type Stop = () => void;

/** Reads the conversation on screen as soon as there is a line; after a failure the next line tries again. */
export const keepWhole = (
  effect: typeof Effect,
  { session, state, conversation, thread, historyFailed: failed }: ChatStore,
): Stop => {
  let tried: { line: ConnectionState; id: string } | null = null;
  return effect(() => {
    const line = state.value.connection;
    const id = conversation.value?.id;
    if (line.kind !== 'live' || !id || thread.value?.loaded || thread.value?.loading) return;
    if (tried?.line === line && tried.id === id) return;
    tried = { line, id };
    session.open(id).then(
      () => (failed.value = false),
      () => (failed.value = true),
    );
  });
};

/** Tells that the visitor has read, each position once. */
export const markWhenSeen = (
  effect: typeof Effect,
  { session, conversation, thread, open, attentive, atEnd }: ChatStore,
): Stop => {
  let marked = '';
  return effect(() => {
    const shown = conversation.value;
    const last = thread.value?.timeline.entries.at(-1)?.seq ?? 0;
    const seen = open.value && attentive.value && atEnd.value;
    if (!seen || !shown || last <= shown.visitor_read || marked === shown.id + last) return;
    marked = shown.id + last;
    session.markRead(shown.id, last).catch(() => (marked = ''));
  });
};
