import { effect } from '@preact/signals';
import type { VisitorState } from '../../shared/client/types.ts';
import { eachChange } from '../panel/each-change.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { keyPrefix, onStorage } from '../shell/storage-keys.ts';
import { SHEET } from '../ui/use-dialog.ts';
import { openChannel, type Word } from './channel.ts';
import { followDraft } from './follow-draft.ts';
import { muted, takeMuted } from './muted.ts';
import { createRinger } from './ring-once.ts';
import { playTone } from './tone.ts';

type Stop = () => void;

/** What agents said since the state before, each by a name that all tabs give it. */
export const saidSince = (before: VisitorState, now: VisitorState): string[] => {
  const said: string[] = [];
  for (const [id, { timeline, loaded }] of now.threads) {
    const old = before.threads.get(id);
    if (old?.timeline === timeline) continue;
    const seen = old?.timeline.entries.at(-1)?.seq ?? (old?.loaded && loaded ? 0 : Infinity);
    for (const { seq, type, sender } of timeline.entries) {
      if (seq > seen && type === 'message' && sender?.kind === 'agent') said.push(`${id}:${seq}`);
    }
  }
  return said;
};

/** Opens or closes as another tab did, unless somebody looks at this one; whatever has the focus keeps it. */
const takeOpen = ({ context: { store }, host }: LaterPanel, open: boolean): void => {
  if (document.visibilityState === 'visible' || store.open.peek() === open) return;
  // Over the whole screen it would be in the way of who comes back to this tab.
  if (open && matchMedia(SHEET).matches) return;
  const { activeElement } = document;
  const { chat } = host as SetupHost;
  void (open ? chat.open() : chat.close()).then(() => {
    if (open && activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  });
};

/** Keeps what the tabs of a visitor share in step: open or closed, read, being written, forgotten; and one tone for all. */
export const keepInStep = (panel: LaterPanel): Stop => {
  const { context, host, storage } = panel;
  const { store } = context;
  const { site } = host.config;
  const { forget } = store;

  const hear = (word: Word): void => {
    if (word.say === 'open') takeOpen(panel, word.open);
    else if (word.say === 'draft') draft.heard(word);
    else if (word.say === 'read') store.session.markRead(word.id, word.position).catch(() => {});
    else if (word.say === 'active') store.session.resume();
    else if (word.say === 'ring') ringer.heard(word.message, word.rank);
    else if (word.say === 'muted') takeMuted(panel, word.muted);
    else if (word.say === 'reset') forget(true);
  };
  const channel = openChannel(site, hear);
  const draft = followDraft(store, channel.post);
  const ringer = createRinger(
    (message, rank) => channel.post({ say: 'ring', message, rank }),
    () => {
      if (!muted(panel).peek()) playTone().catch(() => {});
    },
  );
  // [S10] A sign-out in one tab is one in all.
  store.forget = (isKnown) => {
    forget(isKnown);
    channel.post({ say: 'reset' });
  };
  /** [S10] Another page forgot the visitor without a panel: nothing is stored any more. */
  const onStored = ({ key }: StorageEvent): void => {
    const isOurs = key === null || key.startsWith(keyPrefix(site));
    const isGone = onStorage('local', (local) =>
      Object.keys(local).every((name) => !name.startsWith(keyPrefix(site))),
    );
    if (isOurs && isGone && host.options.storage === 'local' && !storage.keys(keyPrefix(site)).length)
      forget();
  };
  const stop = new AbortController();
  addEventListener('storage', onStored, { signal: stop.signal });

  let wasOpen = store.open.peek();
  let wasActive = store.active.peek();
  let wasRead = new Map<string, number>();
  const stops = [
    effect(() => {
      const open = store.open.value;
      if (open !== wasOpen) channel.post({ say: 'open', open });
      wasOpen = open;
    }),
    effect(() => {
      const active = store.active.value;
      if (active && !wasActive) channel.post({ say: 'active' });
      wasActive = active;
    }),
    effect(() => {
      const read = new Map(store.state.value.conversations.map((one) => [one.id, one.visitor_read]));
      for (const [id, position] of read) {
        const before = wasRead.get(id);
        if (before !== undefined && before < position) channel.post({ say: 'read', id, position });
      }
      wasRead = read;
    }),
    effect(() => {
      channel.post({ say: 'muted', muted: muted(panel).value });
    }),
    eachChange(store.session, (before, now) => {
      const isSeen = store.open.peek() && store.attentive.peek();
      for (const message of saidSince(before, now)) ringer.arrived(message, isSeen);
    }),
    draft.stop,
    ringer.dispose,
    channel.close,
    () => stop.abort(),
    () => void (store.forget = forget),
  ];
  return () => stops.forEach((end) => end());
};
