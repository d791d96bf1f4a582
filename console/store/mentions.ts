import { signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, EventFrame } from '../../shared/client/types.ts';
import type { Mention, MentionList } from '../../shared/protocol/notes.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { request } from './api.ts';

export interface Mentions {
  /** Newest first, as far as it was read; undefined before the first page. */
  readonly list: ReadonlySignal<readonly Mention[] | undefined>;
  readonly unread: ReadonlySignal<number>;
  readonly hasMore: ReadonlySignal<boolean>;
  /** Why it could not be read last; what was known stays. */
  readonly error: ReadonlySignal<unknown>;
  refresh(): Promise<void>;
  /** Reads the page behind the last one. */
  more(): Promise<void>;
  /** Marks what stands in a conversation up to an entry as seen, here at once. */
  see(conversationId: string, upto: number): Promise<void>;
  close(): void;
}

/** Where colleagues spoke to this agent. Live: an event tells that there is more, the list is asked for. [N2] [N3] */
export function openMentions(session: AgentSession, workspace: string, me: string): Mentions {
  const list = signal<readonly Mention[] | undefined>();
  const unread = signal(0);
  const next = signal<string | null>(null);
  const hasMore = signal(false);
  const error = signal<unknown>(undefined);
  const base = `/workspaces/${encodeURIComponent(workspace)}`;
  let isLive = false;
  let reading: Promise<void> | undefined;
  let isStale = false;

  const take = (page: MentionList, before: readonly Mention[]) => {
    list.value = [...before, ...page.mentions];
    unread.value = page.unread;
    next.value = page.next;
    hasMore.value = page.next !== null;
    error.value = undefined;
  };
  const read = async (): Promise<void> => {
    do {
      isStale = false;
      try {
        const page = await request<MentionList>('GET', `${base}/mentions`);
        if (!isStale) take(page, []);
      } catch (reason) {
        error.value = reason;
      }
    } while (isStale);
  };
  const refresh = (): Promise<void> => {
    isStale = reading !== undefined;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const stopWatching = session.subscribe(() => {
    const wasLive = isLive;
    isLive = session.getState().connection.kind === 'live';
    if (isLive && !wasLive) void refresh();
  });
  const stopListening = session.listen((event) => {
    if (concerns(event, me, list.peek() ?? [])) void refresh();
  });

  return {
    list,
    unread,
    hasMore,
    error,
    refresh,
    async more() {
      const { value: cursor } = next;
      const known = list.value;
      if (cursor === null || !known) return;
      try {
        const page = await request<MentionList>(
          'GET',
          `${base}/mentions?cursor=${encodeURIComponent(cursor)}`,
        );
        // Begun anew meanwhile: the page would stand in the wrong place.
        if (list.value === known) take(page, known);
      } catch (reason) {
        error.value = reason;
      }
    },
    async see(id, upto) {
      const isFresh = (one: Mention) => one.conversation_id === id && one.seq <= upto && one.read_at === null;
      const seen = list.value?.filter(isFresh).length ?? 0;
      if (seen === 0) return;
      const read_at = new Date().toISOString();
      list.value = list.value?.map((one) => (isFresh(one) ? { ...one, read_at } : one));
      unread.value = Math.max(0, unread.value - seen);
      const path = `${base}/conversations/${encodeURIComponent(id)}/mentions`;
      // What cannot be told now is told by the next look.
      await request<{ unread: number }>('PUT', path, { upto }).then(
        (answer) => (unread.value = answer.unread),
        () => undefined,
      );
    },
    close() {
      stopListening();
      stopWatching();
    },
  };
}

/** Whether an event brings a note that speaks to this member, or changes one that did. */
function concerns(event: EventFrame, me: string, known: readonly Mention[]): boolean {
  if (event.type !== 'workspace.changed') return false;
  return event.changes.some(({ conversation: { id }, entries }) =>
    entries.some((entry) => {
      if (entry.type === 'note') return notifies(entry, me);
      const isChange = entry.type.startsWith('note_');
      return (
        isChange &&
        known.some(({ conversation_id, seq }) => conversation_id === id && seq === entry.body['seq'])
      );
    }),
  );
}

/** Whether a note speaks to this member. */
export function notifies({ body: { notified } }: Entry, me: string): boolean {
  return Array.isArray(notified) && notified.includes(me);
}
