import { keyPrefix } from '../shell/storage-keys.ts';
import type { LaterPanel } from './later-methods.ts';

/** The visitor agreed: what stood in memory goes where it survives a reload, and who was here before is known again. */
export const keepStored = async ({ context: { store }, host, storage }: LaterPanel): Promise<void> => {
  for (const key of storage.keys(keyPrefix(host.config.site))) {
    const value = storage.get(key);
    if (value !== null) storage.set(key, value);
  }
  if (store.open.peek() || store.active.peek()) store.session.resume();
};
