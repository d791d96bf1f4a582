import { signal, type ReadonlySignal } from '@preact/signals';
import { createTranslator, type SpokenByLanguage, type Spoken } from '../i18n/translator.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import type { ChatStore } from './chat-store.ts';
import { focusOnOpen } from './focus-on-open.ts';

type Staged = Pick<PanelHost, 'config' | 'root' | 'close'>;

/** What the views are given: the site's words, as its settings have them now. */
export const contextOf = (
  { config: { settings }, root, close }: Staged,
  store: ChatStore,
  spoken: ReadonlySignal<Spoken> = signal({ locale: 'en' }),
): PanelContext =>
  // Into the translator itself: its locale may change.
  Object.assign(createTranslator(spoken, settings.texts as SpokenByLanguage), {
    store,
    siteName: settings.name,
    greeting: settings.greeting ?? '',
    root,
    opening: settings.opening,
    close,
    focusComposer: () => focusOnOpen(root),
  });
