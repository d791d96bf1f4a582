import { signal } from '@preact/signals';
import { render } from 'preact';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { VisitorSession } from '../../shared/client/types.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import { launcherWords } from '../../shared/widget-settings/launcher-words.ts';
import { showBubble } from '../greetings/bubble.ts';
import { greetingWords } from '../greetings/greeting-words.ts';
import { GREETINGS_CSS } from '../greetings/greetings.css.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import { applyTheme } from '../panel/apply-theme.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { contextOf } from '../panel/context-of.ts';
import { learnReading } from '../panel/learn-reading.ts';
import { showLineParts } from '../panel/show-line-parts.ts';
import { dress } from '../shell/dress.ts';
import { append } from '../shell/element.ts';
import { attach, createHostElement } from '../shell/host-element.ts';
import { createLauncher } from '../shell/launcher.ts';
import type { WidgetOptions } from '../shell/widget-options.ts';
import { speak } from '../i18n/speak.ts';
import { showForm } from './show-form.tsx';
import type { Spoken } from '../i18n/translator.ts';
import { PANEL_CSS } from '../ui/panel.css.ts';
import { PanelProvider } from '../ui/panel-context.ts';
import { PanelView } from '../ui/panel-view.tsx';

export interface Stage {
  element: HTMLElement;
  wrapper: HTMLElement;
  isOpen(): boolean;
  setOpen(open: boolean): void;
  /** Shows the settings and options as they are now. */
  dress(): void;
  /** Shows a greeting beside the closed launcher; none for an empty text. */
  greet(text: string): void;
  /** Forgets what was said and typed. */
  forget(): void;
  destroy(): void;
}

/** The real launcher and the real panel, on a store that is this page's memory; settings may change under them. */
export const createStage = (
  settings: PublicSettings,
  options: WidgetOptions,
  session: VisitorSession,
): Stage => {
  const standing = createHostElement(options);
  const { element, root, wrapper } = standing;
  const words = launcherWords(settings);
  const config = { site: 'preview', host: location.origin, panel: '', words, settings };
  const store = createChatStore(session, createMemoryStore(), config.site);
  const launcher = createLauncher(wrapper, config, () => setOpen(!store.open.peek()));
  const container = append(wrapper, 'div', {});
  const said = signal([]);
  const spoken = signal<Spoken>({ locale: 'en' });
  const close = (): void => setOpen(false);
  let stopTheme = (): void => {};
  let dismiss = (): void => {};

  const draw = (): void => {
    const context = contextOf({ config, root, close }, store, spoken);
    learnReading(context);
    showLineParts(context);
    showForm(context, settings);
    render(
      <PanelProvider value={context}>
        <PanelView said={said} />
      </PanelProvider>,
      container,
    );
  };
  const setOpen = (open: boolean): void => {
    const hadFocus = root.activeElement !== null;
    launcher.draw(open, 0);
    store.open.value = open;
    draw();
    if (hadFocus && !open) launcher.button.focus();
  };
  attach(standing, options);
  adoptStyles(root, PANEL_CSS);
  adoptStyles(root, GREETINGS_CSS);

  return {
    element,
    wrapper,
    isOpen: () => store.open.peek(),
    setOpen,
    dress() {
      wrapper.className = `w ${options.position}`;
      wrapper.dir = /^ar\b/.test(options.locale) ? 'rtl' : 'ltr';
      dress(wrapper, settings);
      stopTheme();
      stopTheme = applyTheme({ config, options, wrapper });
      Object.assign(words, launcherWords(settings));
      launcher.draw(store.open.peek(), 0);
      void speak(options.locale).then((next) => (spoken.value = next));
      draw();
    },
    greet(text) {
      dismiss();
      if (text === '') return;
      const acts = { answer: () => (dismiss(), setOpen(true)), dismiss: () => dismiss() };
      const around = { config, options, wrapper, launcher: launcher.button };
      dismiss = showBubble(around, text, greetingWords({ config, options }), acts, false);
    },
    forget: store.forget,
    destroy() {
      stopTheme();
      store.dispose();
      render(null, container);
      element.remove();
    },
  };
};
