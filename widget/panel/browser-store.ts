import { createSafeStore, createWebStore } from '../../shared/client/stores.ts';
import type { KeyValueStore } from '../../shared/client/types.ts';

/** The page's local storage; memory where the page denies it. */
export const createBrowserStore = (): KeyValueStore => createSafeStore(createWebStore(() => localStorage));
