import type { Plugin } from 'vite';

const HELPER = /vite\/preload-helper/;
const PLAIN = '\0bellhop:plain-import';

/** Some browsers remember that a module failed to load; under another address they ask again. */
export const HELPER_CODE = `let failures = 0;
const own = /\\?\\d+/.exec(import.meta.url)?.[0];
export const __vitePreload = (load) =>
  load(own || failures ? (own ?? '?') + '.' + failures : '').catch((error) => {
    failures++;
    throw error;
  });`;

const LOAD = /\(\)\s*=>\s*import\((["'`])(\.[^"'`]+)\1\)/g;

export const withQuery = (code: string): string =>
  code.replace(
    LOAD,
    (_, quote: string, path: string) => `(query) => import(${quote}${path}${quote} + query)`,
  );

const SHARED = /import\s*\{([^}]*)\}\s*from\s*(["'`])(\.\/panel\.[^"'`]+)\2;?/g;

/**
 * A lazy chunk takes what it shares with the panel from the panel that asked for it, at its address: another one would
 * be a second copy, whose signals nobody hears. The address is told as `?ATTEMPT.FAILURES`.
 */
export const fromItsPanel = (code: string): string =>
  code.replace(SHARED, (_, names: string, quote: string, path: string) => {
    const taken = names.replace(/\s+as\s+/g, ':');
    return `const {${taken}} = await import(${quote}${path}${quote} + (/\\?\\d+(?=\\.)/.exec(import.meta.url) ?? ''));`;
  });

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
    renderChunk: (code, chunk) => ({
      code: chunk.isEntry ? withQuery(code) : fromItsPanel(withQuery(code)),
      map: null,
    }),
  };
}
