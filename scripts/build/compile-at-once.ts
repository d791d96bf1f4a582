import type { Plugin } from 'vite';

/**
 * All of these files runs as soon as it is there. V8 compiles functions when they are first called, on the main thread, unless a
 * file says this first: then it does so beside it, while the file arrives (https://v8.dev/blog/explicit-compile-hints). Elsewhere it is a comment.
 */
export const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

export const compileAtOnce = (...names: string[]): Plugin => ({
  name: 'bellhop:compile-at-once',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && names.includes(file.name)) file.code = COMPILE_HINT + file.code;
  },
});
