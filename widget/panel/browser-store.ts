import { createSafeStore, createWebStore } from '../../shared/client/stores.ts';
import type { KeyValueStore } from '../../shared/client/types.ts';
import { keyPrefix } from '../shell/storage-keys.ts';

/** The page's local storage, below the site's own prefix; memory where the page denies it. */
export const createBrowserStore = (site: string): KeyValueStore => {
  const prefix = keyPrefix(site);
  const store = createSafeStore(createWebStore(() => localStorage));
  return {
    get: (key) => store.get(prefix + key),
    set: (key, value) => store.set(prefix + key, value),
    remove: (key) => store.remove(prefix + key),
    keys: (start) => store.keys(prefix + start).map((key) => key.slice(prefix.length)),
  };
};
