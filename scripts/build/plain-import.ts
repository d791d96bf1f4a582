import type { Plugin } from 'vite';

const HELPER = /vite\/preload-helper/;
const PLAIN = '\0bellhop:plain-import';

/** Vite wraps every import() in a helper of a kilobyte that preloads style sheets; the panel has none. */
export function plainImport(): Plugin {
  return {
    name: 'bellhop:plain-import',
    enforce: 'pre',
    resolveId: (id) => (HELPER.test(id) ? PLAIN : undefined),
    load: (id) => (id === PLAIN ? 'export const __vitePreload = (load) => load();' : undefined),
  };
}
