import { createMemoryStore } from '../../shared/client/stores.ts';
import { DEFAULT_ACCENT } from '../../shared/widget-settings/default-settings.ts';
import type { PreviewScene, PreviewShown } from '../../shared/widget-settings/preview-messages.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import { splitLinks } from '../../shared/text/links.ts';
import type { Chat } from '../chat.ts';
import type { FollowLine } from '../panel/follow-line.ts';
import { mountPanel } from '../panel/mount-panel.tsx';
import { dress } from '../shell/dress.ts';
import type { PanelHandle, PanelHost } from '../shell/panel-contract.ts';
import { createShell } from '../shell/shell.ts';
import { createPreviewSession } from './preview-session.ts';
import { reportAccent } from './report-accent.ts';

export interface Preview {
  show(scene: PreviewScene): Promise<PreviewShown>;
  destroy(): Promise<void>;
}

/** Without a line nothing is new; links are shown as they will be. */
const followLine: FollowLine = (_emit, { store }) => {
  store.splitLinks.value = splitLinks;
  return () => {};
};

/** The real launcher and the real panel, on a session that has no line, and a store that is this page's memory. */
export const createPreview = (): Preview => {
  const session = createPreviewSession();
  const options: PanelHost['options'] = { locale: 'en', theme: 'light', position: 'right' };
  const settings: PublicSettings = { name: '' };
  let stage: { chat: Chat; host: PanelHost; panel: PanelHandle } | null = null;

  const build = async (): Promise<NonNullable<typeof stage>> => {
    let host: PanelHost | null = null;
    let panel: PanelHandle | null = null;
    const mount = (given: PanelHost): PanelHandle => {
      host = given;
      return (panel = mountPanel(given, session, createMemoryStore(), Promise.resolve({ followLine })));
    };
    const config = { site: 'preview', host: location.origin, panel: '', settings };
    const chat = createShell(config, options, { importPanel: async () => ({ mount }), warm: () => {} });
    // Loads the panel without opening it.
    await chat.markRead();
    if (!host || !panel) throw new Error('The panel did not mount.');
    return { chat, host, panel };
  };

  /** Somebody is typing in the editor beside: nothing here may take the caret from them. */
  const withoutFocus = async (element: HTMLElement, act: () => Promise<void>): Promise<void> => {
    if (!document.hasFocus()) element.inert = true;
    try {
      await act();
    } finally {
      element.inert = false;
    }
  };

  return {
    destroy: async () => stage?.chat.destroy(),
    async show(scene) {
      document.documentElement.dataset['theme'] = scene.theme;
      for (const name of Object.keys(settings)) delete settings[name as keyof PublicSettings];
      Object.assign(settings, scene.settings);
      Object.assign(options, {
        locale: scene.locale,
        theme: scene.theme,
        position: settings.position ?? 'right',
      });
      const { chat, host, panel } = (stage ??= await build());
      host.wrapper.className = `w ${options.position}`;
      // Else the panel would wait for the conversation that it showed last.
      if (session.stage(scene) && scene.place !== 'conversation') await panel.reset();
      dress(host.wrapper, settings);
      panel.dress(settings);
      host.redraw();
      const open = scene.place !== 'closed';
      if (open !== chat.getState().open)
        await withoutFocus(host.element, () => (open ? chat.open() : chat.close()));
      return {
        type: 'bellhop-preview:shown',
        place: scene.place,
        accent: reportAccent(host.wrapper, settings.accent ?? DEFAULT_ACCENT),
      };
    },
  };
};
