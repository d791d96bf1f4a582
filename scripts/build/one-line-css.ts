import type { Plugin } from 'vite';

// A template that holds a line break and nothing else is no style sheet.
const BREAK = /([{}])\n+(?=[.:@[\]a-z}`])|(`)\n+(?=[.:@[\]a-z}])/g;

export const oneLine = (code: string): string => code.replace(BREAK, '$1$2');

/** Style sheets stand in templates, a rule a line. A minifier leaves templates as they are, and nothing else has lines then. */
export function oneLineCss(): Plugin {
  return {
    name: 'bellhop:one-line-css',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') output.code = oneLine(output.code);
      }
    },
  };
}
