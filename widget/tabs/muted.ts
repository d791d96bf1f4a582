import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { LaterPanel } from '../panel/later-methods.ts';
import type { ChatStore } from '../panel/chat-store.ts';
import { keyPrefix } from '../shell/storage-keys.ts';

const all = new WeakMap<ChatStore, Signal<boolean>>();

const keyOf = ({ host }: LaterPanel): string => `${keyPrefix(host.config.site)}mute`;

const signalOf = (panel: LaterPanel): Signal<boolean> => {
  const { store } = panel.context;
  const known = all.get(store) ?? signal(panel.storage.get(keyOf(panel)) !== null);
  all.set(store, known);
  return known;
};

/** Whether this visitor wants to hear nothing. */
export const muted = (panel: LaterPanel): ReadonlySignal<boolean> => signalOf(panel);

/** Another tab chose so, and has stored it. */
export const takeMuted = (panel: LaterPanel, isMuted: boolean): void =>
  void (signalOf(panel).value = isMuted);

export const setMuted = (panel: LaterPanel, isMuted: boolean): void => {
  if (isMuted) panel.storage.set(keyOf(panel), '1');
  else panel.storage.remove(keyOf(panel));
  signalOf(panel).value = isMuted;
};
