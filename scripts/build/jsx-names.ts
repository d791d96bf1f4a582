import type { Plugin } from 'vite';

/**
 * Gives components the names that the classic runtime calls. Vite's `jsxInject` gives them to every module there is, so
 * that each lazy chunk would depend on Preact, and Preact become a chunk of its own: one more request for everybody.
 */
export function jsxNames(): Plugin {
  return {
    name: 'bellhop:jsx-names',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx$/ },
      handler: (code) => ({ code: `import { h, Fragment } from 'preact';${code}`, map: null }),
    },
  };
}
