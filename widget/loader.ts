import type { LoaderConfig } from './loader-config.ts';
import type { PanelModule } from './shell/panel-contract.ts';
import { createShell } from './shell/shell.ts';
import { optionsOfPage } from './shell/widget-options.ts';
import { installGlobal, isInstalled } from './shell/window-bellhop.ts';

declare const __BELLHOP__: LoaderConfig;

const start = (config: LoaderConfig): void => {
  // Constructed style sheets are the one way to style under a strict policy; without them there is no widget.
  if (isInstalled() || !('adoptedStyleSheets' in document)) return;
  const url = config.host + config.panel;
  const chat = createShell(config, optionsOfPage(config.settings), {
    importPanel: (attempt): Promise<PanelModule> =>
      import(/* @vite-ignore */ attempt ? `${url}?${attempt}` : url),
    warm: () => preload(url),
  });
  installGlobal(chat);
};

const preload = (url: string): void => {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  link.href = url;
  document.head.append(link);
};

start(__BELLHOP__);
