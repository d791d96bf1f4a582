import { createChat } from './index.ts';
import { installGlobal, isInstalled, queuedCalls } from './shell/window-bellhop.ts';

/** Where this file was loaded from: `https://HOST/v/VERSION/widget.js`. */
const PATH = /\/v\/[^/]+\/[^/]*$/;

/** The whole widget as one file that never changes, for pages that check what they load. The site is named by its tag. */
const start = (script: HTMLOrSVGScriptElement | null): void => {
  if (isInstalled() || !('adoptedStyleSheets' in document)) return;
  if (!(script instanceof HTMLScriptElement)) throw new Error('this file is loaded by a script tag.');
  const { site = '', options } = script.dataset;
  const queue = queuedCalls();
  if (options) queue.unshift([['init', options]]);
  installGlobal(createChat({ site, host: script.src.replace(PATH, '') }), queue);
};

try {
  start(document.currentScript);
} catch (error) {
  // The page's own error handler has no use for a tag that is written wrongly; its author has.
  // oxlint-disable-next-line no-console
  console.error(`Bellhop: ${(error as Error).message}`);
}
