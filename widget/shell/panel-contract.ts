import type { ChatEvent, ChatEvents, ChatState } from '../chat.ts';
import type { LoaderConfig } from '../loader-config.ts';
import type { WidgetOptions } from './widget-options.ts';

/** What the shell (loader, launcher) gives the panel. */
export interface PanelHost {
  config: LoaderConfig;
  options: WidgetOptions;
  /** The element on the page that holds the shadow root. */
  element: HTMLElement;
  root: ShadowRoot;
  /** Inside the root; sets colours, direction and language for all that is in it. */
  wrapper: HTMLElement;
  /** Where the focus goes back to: the launcher, or the page's own. */
  launcher: HTMLElement;
  isOpen(): boolean;
  close(): void;
  emit<E extends ChatEvent>(event: E, detail?: ChatEvents[E]): void;
  setUnread(count: number): void;
  /** Called when the words in `config` have changed. */
  relabel(): void;
  /** Of the panel: gives the wrapper its colours again, after an option has changed. */
  retheme?: () => void;
}

/** What the panel gives the shell. */
export interface PanelHandle {
  /** Answers a public method, by name, with code that is loaded for it (panel/later-methods.ts). */
  later(name: string, args: readonly unknown[]): Promise<unknown>;
  /** Speaks another language from now on, in words and dates; the shell sees to the direction. */
  setLocale(locale: string): Promise<void>;
  /** Takes up a known visitor's line before anybody opens the panel; false where nobody is known. */
  resume(): boolean;
  opened(): void;
  closed(): void;
  state(): Pick<ChatState, 'connection' | 'conversation'>;
  reset(): Promise<void>;
  destroy(): void;
}

export interface PanelModule {
  mount(host: PanelHost): PanelHandle | Promise<PanelHandle>;
}
