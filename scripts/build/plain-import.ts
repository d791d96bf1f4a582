import type { Plugin } from 'vite';

const HELPER = /vite\/preload-helper/;
const PLAIN = '\0bellhop:plain-import';

/** Some browsers remember that a module failed to load; under another address they ask again. */
export const HELPER_CODE = `let failures = 0;
export const __vitePreload = (load) =>
  load(failures ? '?' + failures : '').catch((error) => {
    failures++;
    throw error;
  });`;

const LOAD = /\(\)\s*=>\s*import\((["'`])(\.[^"'`]+)\1\)/g;

export const withQuery = (code: string): string =>
  code.replace(
    LOAD,
    (_, quote: string, path: string) => `(query) => import(${quote}${path}${quote} + query)`,
  );

/**
 * Vite wraps every import() in a helper of a kilobyte that preloads style sheets; the panel has none. What it needs is to
 * be able to try again: a laptop may have been offline when the chunk was asked for.
 */
export function plainImport(): Plugin {
  return {
    name: 'bellhop:plain-import',
    enforce: 'pre',
    resolveId: (id) => (HELPER.test(id) ? PLAIN : undefined),
    load: (id) => (id === PLAIN ? HELPER_CODE : undefined),
    renderChunk: (code) => ({ code: withQuery(code), map: null }),
  };
}
