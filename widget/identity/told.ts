import { effect } from '@preact/signals';
import type { Attributes } from '../chat.ts';
import { eachChange } from '../panel/each-change.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { keyPrefix } from '../shell/storage-keys.ts';

export type Provider = () => string | Promise<string>;

export interface Said {
  name?: string;
  email?: string;
  attributes?: Attributes;
}

export type Item =
  { kind: 'page'; url: string; title: string } | { kind: 'event'; name: string; properties: Attributes };

/** What the page said of its visitor, and what of it still waits in memory. */
export interface Told {
  /** Another one makes answers on their way worthless: somebody else may be here by then [S10]. */
  turn: number;
  provider: Provider | null;
  /** Another call of the provider may give another token. */
  fetches: boolean;
  /** The provider waits for the visitor to act [ID8]. */
  waits: boolean;
  said: Said;
  items: Item[];
  sending: boolean;
  /** Of `told` and `provided`: set by the code that sends. */
  flush(): void;
  provide(): void;
}

const all = new WeakMap<object, Told>();

const subjectKey = ({ host }: LaterPanel): string => `${keyPrefix(host.config.site)}subject`;
export const tokenKey = ({ host }: LaterPanel): string => `${keyPrefix(host.config.site)}token`;

/** Whom the site vouched for on this device; null for nobody. */
export const subjectOf = (panel: LaterPanel): string | null => panel.storage.get(subjectKey(panel));

export const setSubject = (panel: LaterPanel, subject: string | null): void => {
  const before = subjectOf(panel);
  if (subject === null) panel.storage.remove(subjectKey(panel));
  else panel.storage.set(subjectKey(panel), subject);
  if (subject !== before) panel.host.emit('identity:changed', { id: subject, verified: subject !== null });
};

/** [S29] Where consent is asked for and not given, nothing of what the visitor does leaves the page. */
export const mayTell = ({ host: { config, options } }: LaterPanel): boolean =>
  options.agreed ?? !config.settings.consent;

const clear = (panel: LaterPanel, told: Told): void => {
  Object.assign(told, { turn: told.turn + 1, provider: null, waits: false, said: {}, items: [] });
  setSubject(panel, null);
};

export const toldOf = (panel: LaterPanel): Told => {
  const { store } = panel.context;
  const known = all.get(store);
  if (known) return known;
  const told: Told = {
    turn: 0,
    provider: null,
    fetches: false,
    waits: false,
    said: {},
    items: [],
    sending: false,
    flush() {},
    provide() {},
  };
  all.set(store, told);
  const { forget } = store;
  store.forget = (...args) => {
    clear(panel, told);
    forget(...args);
  };
  eachChange(store.session, (before, now) => {
    if (!before.known || now.known) return;
    // Forgotten in another tab; or its token is over, and who it is can be proven once more.
    const isOver = now.connection.kind === 'refused' || now.threads.size > 0;
    if (!isOver) clear(panel, told);
    else if (told.provider) told.provide();
  });
  effect(() => {
    const isKnown = store.state.value.known;
    if (told.waits && (isKnown || store.open.value)) told.provide();
    if (isKnown) told.flush();
  });
  return told;
};
