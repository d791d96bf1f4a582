import { DEFAULT_ACCENT } from '../../shared/widget-settings/default-look.ts';
import type { PreviewScene, PreviewShown } from '../../shared/widget-settings/preview-messages.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import type { WidgetOptions } from '../shell/widget-options.ts';
import { createPreviewSession } from './preview-session.ts';
import { reportAccent } from './report-accent.ts';
import { createStage, type Stage } from './stage.tsx';

export interface Preview {
  show(scene: PreviewScene): PreviewShown;
  destroy(): void;
}

/** Somebody is typing in the editor beside: nothing here may take the caret from them. */
const withoutFocus = (element: HTMLElement, act: () => void): void => {
  if (!document.hasFocus()) element.inert = true;
  try {
    act();
  } finally {
    element.inert = false;
  }
};

/** The real widget on a session that has no line. */
export const createPreview = (): Preview => {
  const session = createPreviewSession();
  const options: WidgetOptions = { locale: 'en', theme: 'light', position: 'right' };
  const settings: PublicSettings = { name: '' };
  let stage: Stage | null = null;

  const take = (scene: PreviewScene): void => {
    for (const name of Object.keys(settings)) delete settings[name as keyof PublicSettings];
    Object.assign(settings, scene.settings);
    const { locale, theme } = scene;
    Object.assign(options, { locale, theme, position: settings.position ?? 'right' });
  };
  return {
    destroy: () => stage?.destroy(),
    show(scene) {
      document.documentElement.dataset['theme'] = scene.theme;
      take(scene);
      const { element, wrapper, ...shown } = (stage ??= createStage(settings, options, session));
      // Else the panel would wait for the conversation that it showed last.
      if (session.stage(scene) && scene.place !== 'conversation') shown.forget();
      shown.dress();
      const open = scene.place !== 'closed';
      shown.greet(open ? '' : (scene.greeting ?? ''));
      if (open !== shown.isOpen()) withoutFocus(element, () => shown.setOpen(open));
      return {
        type: 'bellhop-preview:shown',
        place: scene.place,
        accent: reportAccent(wrapper, settings.accent ?? DEFAULT_ACCENT),
      };
    },
  };
};
