import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type {
  KeyValueStore,
  SentMessage,
  Thread,
  VisitorSession,
  VisitorState,
} from '../../shared/client/types.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { TextPart } from '../../shared/text/links.ts';
import { activeKey, keyPrefix, onStorage } from '../shell/storage-keys.ts';
import { latestConversation } from './latest-conversation.ts';
import type { ReadEntry } from './log-rows.ts';
import type { PartName, Parts } from '../ui/part.tsx';

/** What the panel shows and what a person can do in it. Views read signals and call methods; nothing else. */
export interface ChatStore {
  readonly session: VisitorSession;
  readonly state: ReadonlySignal<VisitorState>;
  readonly open: Signal<boolean>;
  /** Whether the page is in front and the log's end in sight: then what arrives counts as read. */
  readonly attentive: Signal<boolean>;
  readonly atEnd: Signal<boolean>;
  /** What the device says about its network. */
  readonly online: Signal<boolean>;
  /** Grows when the host element went elsewhere on the page, so that the dialog is shown anew. */
  readonly moved: Signal<number>;
  readonly draft: ReadonlySignal<string>;
  /** What to show: a conversation, null for one that is yet to begin; undefined until there is one to show. */
  readonly chosen: Signal<string | null | undefined>;
  /** The conversation on screen; null for one that is yet to begin. */
  readonly currentId: ReadonlySignal<string | null>;
  readonly conversation: ReadonlySignal<VisitorConversation | null>;
  readonly thread: ReadonlySignal<Thread | null>;
  /** Whether a conversation goes on or a message waits. */
  readonly active: ReadonlySignal<boolean>;
  /** True while it is not known yet what to show. */
  readonly unsettled: ReadonlySignal<boolean>;
  /** Whether the conversation's messages could not be read; the next connection tries again. */
  readonly historyFailed: Signal<boolean>;
  /** Finds the links in a text; none before the line is here, which brings the code for it. */
  readonly splitLinks: Signal<(text: string) => TextPart[]>;
  /** Reads the log's entries; there are none before the line is here, which brings the code for it. */
  readonly readEntry: Signal<ReadEntry>;
  /** Where what comes later is drawn, between the log and the composer. */
  readonly slot: Signal<HTMLElement | null>;
  /** What code that comes later shows in the panel's places. */
  readonly parts: ReadonlySignal<Parts>;
  /** What to expect, in place of what is always said; empty where nothing better is known. */
  readonly expectation: Signal<string>;
  /** The visitor left the queue, and may write as if it had not ended. */
  readonly mayReturn: Signal<boolean>;
  /** [T7] The visitor was told that what they type is seen. */
  readonly isSeen: Signal<boolean>;
  /** Shows this in its place; null takes it away. */
  setPart(name: PartName, view: Parts[PartName] | null): void;
  setDraft(text: string): void;
  /** Sends into the conversation on screen, or begins one. Throws when the text is refused. */
  send(text: string): SentMessage;
  startNew(): void;
  end(): Promise<void>;
  /** Where another tab has done so already, the server knows. */
  forget(isKnown?: boolean): void;
  /** [S10] Storage changed: another tab may have forgotten the visitor, of whom this one may know nothing but a draft. */
  forgotten(): void;
  dispose(): void;
}

export const createChatStore = (session: VisitorSession, storage: KeyValueStore, site: string): ChatStore => {
  const prefix = keyPrefix(site);
  const draftKey = `${prefix}draft`;
  const state = signal(session.getState());
  const open = signal(false);
  const attentive = signal(false);
  const atEnd = signal(true);
  const online = signal(true);
  const moved = signal(0);
  const historyFailed = signal(false);
  const splitLinks = signal((text: string): TextPart[] => [{ text }]);
  const readEntry = signal<ReadEntry>(() => null);
  const slot = signal<HTMLElement | null>(null);
  const parts = signal<Parts>({});
  const expectation = signal('');
  const mayReturn = signal(false);
  const isSeen = signal(false);
  /** Of this tab alone: two that write at once keep both. The shared one is for a tab that has none. */
  const tabKey = `${draftKey}.`;
  // [S10] Where another tab forgot the visitor, nothing is left, and what this one kept of them does not count.
  const ownDraft = storage.keys(prefix)[0] && onStorage('session', (tab) => tab[tabKey] as string);
  const draft = signal(ownDraft || storage.get(draftKey) || '');
  const chosen = signal<string | null | undefined>(undefined);

  const currentId = computed(() => {
    const id = chosen.value === undefined ? latestConversation(state.value) : chosen.value;
    return id === null ? null : (state.value.moved.get(id) ?? id);
  });
  const thread = computed(() => state.value.threads.get(currentId.value ?? '') ?? null);
  const conversation = computed(
    () => state.value.conversations.find(({ id }) => id === currentId.value) ?? null,
  );
  const active = computed(
    () =>
      hasPending(state.value) ||
      isUnheard(state.value) ||
      state.value.conversations.some(({ status }) => status !== 'ended'),
  );
  const unsettled = computed(() => {
    if (currentId.value === null)
      return chosen.value === undefined && state.value.known && !state.value.visitor;
    return !thread.value?.loaded && !thread.value?.timeline.pending.length;
  });

  const setDraft = (text: string): void => {
    if (text) storage.set(draftKey, text);
    else if (storage.get(draftKey) === draft.value) storage.remove(draftKey);
    draft.value = text;
    onStorage('session', (tab) => {
      if (draftKey in localStorage) tab[tabKey] = text;
      else delete tab[tabKey];
    });
  };

  const stops = [
    session.subscribe(() => (state.value = session.getState())),
    // Once shown, a conversation stays on screen, whichever other one gets the next message.
    effect(() => {
      if (chosen.value === undefined && currentId.value !== null) chosen.value = currentId.value;
    }),
    effect(() => markActive(active.value, state.value, storage, activeKey(site))),
  ];

  return {
    session,
    state,
    open,
    attentive,
    atEnd,
    online,
    moved,
    draft,
    chosen,
    currentId,
    conversation,
    thread,
    active,
    unsettled,
    historyFailed,
    splitLinks,
    readEntry,
    slot,
    parts,
    expectation,
    mayReturn,
    isSeen,
    setPart: (name, view) => void (parts.value = { ...parts.value, [name]: view }),
    setDraft,
    send(text) {
      const sent = session.send(text, currentId.value ?? undefined);
      chosen.value = sent.conversation_id;
      return sent;
    },
    startNew: () => void (chosen.value = null),
    async end() {
      const id = currentId.value;
      if (id === null) throw new BellhopError('not_found', 'There is no conversation to end.');
      await session.end(id);
    },
    forget(isKnown) {
      session.reset(isKnown);
      batch(() => {
        setDraft('');
        chosen.value = undefined;
      });
      storage.remove(activeKey(site));
    },
    forgotten() {
      if (!storage.keys(prefix)[0]) setDraft('');
    },
    dispose() {
      for (const stop of stops) stop();
      session.pause();
    },
  };
};

const hasPending = (state: VisitorState): boolean =>
  [...state.threads.values()].some(({ timeline }) => timeline.pending.length > 0);

/** Known to the server, which has not told yet what there is: the first message may just have been answered. */
const isUnheard = ({ known, visitor }: VisitorState): boolean => known && !visitor;

/** Lets the loader of the next page know whether there is something to wait for. */
const markActive = (active: boolean, state: VisitorState, storage: KeyValueStore, key: string): void => {
  if (active) storage.set(key, '1');
  else if (state.visitor) storage.remove(key);
};
