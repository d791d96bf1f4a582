import type { Plugin } from 'vite';

/** Style sheets stand in templates, a rule a line. A minifier leaves templates as they are, and nothing else has lines then. */
export function oneLineCss(): Plugin {
  return {
    name: 'bellhop:one-line-css',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') output.code = output.code.replace(/([{}`])\n+(?=[.:@[\]a-z}`])/g, '$1');
      }
    },
  };
}
