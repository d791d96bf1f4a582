import type { KeyValueStore } from './types.ts';

/** What `localStorage` and `sessionStorage` are. */
interface WebStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function createMemoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** `storage` is asked for at every access: where it is blocked, naming `localStorage` throws already. */
export const createWebStore = (storage: () => WebStorage): KeyValueStore => ({
  get: (key) => storage().getItem(key),
  set: (key, value) => storage().setItem(key, value),
  remove: (key) => storage().removeItem(key),
  keys: (prefix) =>
    Array.from({ length: storage().length }, (_, at) => storage().key(at) ?? '').filter((key) =>
      key.startsWith(prefix),
    ),
});

/** A store that never throws: what the given one refuses (blocked, full) is kept in memory. */
export function createSafeStore(store: KeyValueStore): KeyValueStore {
  const memory = createMemoryStore();
  const attempt = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt(() => store.get(key), null),
    set(key, value) {
      const stored = attempt(() => (store.set(key, value), true), false);
      if (stored) memory.remove(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.remove(key);
      attempt(() => store.remove(key), undefined);
    },
    keys: (prefix) => [...new Set([...memory.keys(prefix), ...attempt(() => store.keys(prefix), [])])],
  };
}
