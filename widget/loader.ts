import type { LoaderConfig } from './loader-config.ts';
import { createShell } from './shell/shell.ts';
import { optionsOfPage } from './shell/widget-options.ts';
import { installGlobal, isInstalled, queuedCalls } from './shell/window-bellhop.ts';

declare const __BELLHOP__: LoaderConfig;

const start = (config: LoaderConfig): void => {
  // Constructed style sheets are the one way to style under a strict policy; without them there is no widget.
  if (isInstalled() || !('adoptedStyleSheets' in document)) return;
  const queue = queuedCalls();
  const held = queue.some(([[name]]) => name === 'init');
  const importer = (path?: string) => (attempt: number) =>
    import(/* @vite-ignore */ config.host + path + (attempt ? `?${attempt}` : ''));
  installGlobal(
    createShell(config, optionsOfPage(config.settings, held), {
      importPanel: importer(config.panel),
      importSetup: importer(config.setup),
    }),
    queue,
  );
};

start(__BELLHOP__);
