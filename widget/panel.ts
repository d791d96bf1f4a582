import { signal } from '@preact/signals';
import { createVisitorSession } from '../shared/client/visitor-session.ts';
import { speak } from './i18n/speak.ts';
import { createBrowserStore } from './panel/browser-store.ts';
import { wholeConfig } from './panel/whole-config.ts';
import { mountPanel } from './panel/mount-panel.tsx';
import { whenVisible } from './panel/page-life.ts';
import type { PanelHandle, PanelHost } from './shell/panel-contract.ts';

type Live = typeof import('./panel/live.ts');

/** Called by the shell when the panel is first needed. */
export const mount = async (host: PanelHost): Promise<PanelHandle> => {
  const spoken = speak(host.options.locale, host.config.settings.language);
  host.config = await wholeConfig(host.config);
  const { site, host: server, settings } = host.config;
  // [S29] A visitor who has not agreed is kept in memory alone.
  host.options.storage ??= settings.consent ? 'none' : 'local';
  const store = createBrowserStore(host.options);
  let arrived: (live: Live) => void;
  const live = new Promise<Live>((resolve) => (arrived = resolve));
  const session = createVisitorSession({
    site,
    store,
    host: server,
    whenReady: whenVisible,
    async loadLine() {
      const module = await import('./panel/live.ts');
      arrived(module);
      return module.createLiveLine;
    },
  });
  const panel = mountPanel(host, session, store, live, signal(await spoken));
  // A chat that asks nothing is better than none.
  if (settings.forms) await panel.later('forms', []).catch(() => {});
  return panel;
};
