import { signal, type Signal } from '@preact/signals';
import type { GivenForm } from '../../shared/protocol/forms.ts';
import type { KeyValueStore } from '../../shared/client/types.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { keyPrefix } from '../shell/storage-keys.ts';
import type { ChatStore } from '../panel/chat-store.ts';
import { cleaned, type Values } from './answers.ts';

/** What a visitor typed into forms, over reloads. */
export interface KeptForm {
  values: Values;
  /** Chosen in the form, or by the page; by the id that the site gave it. */
  team?: string | undefined;
  message?: string | undefined;
  /** Answered for the conversation that is about to begin. */
  ready?: boolean | undefined;
  /** Sent with an earlier conversation: who the visitor is need not be asked again. */
  sent?: boolean | undefined;
}

export interface FormKeeper {
  readonly kept: Signal<KeptForm>;
  keep(change: Partial<KeptForm>): void;
  /** Goes with the next message in place of what was answered before the chat. */
  next?: GivenForm | undefined;
  /** The page's choice, which nobody is asked about. */
  team: string | null;
}

const keepers = new WeakMap<ChatStore, FormKeeper>();

const read = (storage: KeyValueStore, key: string): KeptForm => {
  try {
    const found = JSON.parse(storage.get(key) ?? '') as KeptForm;
    return { ...found, values: { ...found.values } };
  } catch {
    return { values: {} };
  }
};

/** What was typed, and what of it goes with the message that begins a conversation. One of each panel. */
export const keeperOf = ({ context: { store }, host, storage }: LaterPanel): FormKeeper => {
  const known = keepers.get(store);
  if (known) return known;
  const key = `${keyPrefix(host.config.site)}form`;
  const kept = signal(read(storage, key));
  const { session } = store;
  const keeper: FormKeeper = {
    kept,
    keep(change) {
      kept.value = { ...kept.value, ...change };
      storage.set(key, JSON.stringify(kept.value));
    },
    team: null,
  };
  const { send, reset } = session;
  session.send = (text, id, extra) => {
    const { values, team, ready } = kept.peek();
    const asked = host.config.settings.forms?.pre_chat;
    const form =
      ready && asked ? { form: 'pre_chat' as const, values: cleaned(asked.fields, values) } : undefined;
    const sent = send(text, id, { team: keeper.team ?? team, form: keeper.next ?? form, ...extra });
    if (id === undefined && ready) keeper.keep({ ready: false, sent: true });
    return sent;
  };
  // [S10] Nothing of the former visitor stays in the form either.
  session.reset = () => {
    reset();
    kept.value = { values: {} };
    storage.remove(key);
  };
  keepers.set(store, keeper);
  return keeper;
};
