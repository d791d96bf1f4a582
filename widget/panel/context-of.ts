import { en } from '../i18n/en.ts';
import { shownLocale } from '../i18n/language.ts';
import { createTranslator } from '../i18n/translator.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import type { ChatStore } from './chat-store.ts';
import { focusOnOpen } from './focus-on-open.ts';

type Staged = Pick<PanelHost, 'config' | 'options' | 'wrapper' | 'root' | 'close'>;

/** What the views are given: the site's words, as its settings have them now. */
export const contextOf = (
  { config: { settings }, options, wrapper, root, close }: Staged,
  store: ChatStore,
): PanelContext => {
  const locale = shownLocale(options.locale);
  wrapper.lang = locale;
  return {
    ...createTranslator({ ...en, ...settings.texts }, locale),
    store,
    siteName: settings.name,
    greeting: settings.greeting ?? '',
    locale,
    root,
    opening: settings.opening,
    close,
    focusComposer: () => focusOnOpen(root),
  };
};
