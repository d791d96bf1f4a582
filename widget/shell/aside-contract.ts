import type { KeyValueStore } from '../../shared/client/types.ts';
import type { ChatEvent, ChatEvents, Chat } from '../chat.ts';
import type { LoaderConfig } from '../loader-config.ts';
import type { WidgetOptions } from './widget-options.ts';

/**
 * What runs on a page without its panel: greetings. A site whose public settings say `aside` has it loaded when the page
 * rests, by the set-up chunk (widget/setup.ts), which is not part of the panel's build: an aside is plain DOM, and whatever
 * it imports comes along. (What runs with the panel, as page views of a conversation do, imports `onPageChange` from
 * page-change.ts by itself.)
 */
export interface AsideHost {
  /** Whole: with what the loader left out. */
  config: LoaderConfig;
  options: WidgetOptions;
  root: ShadowRoot;
  /** Inside the root: what is appended here stands beside the launcher. */
  wrapper: HTMLElement;
  launcher: HTMLElement;
  chat: Chat;
  emit<E extends ChatEvent>(event: E, detail?: ChatEvents[E]): void;
  /** Hears what is tracked, whether or not anything of it leaves the page. The result stops that. */
  onTrack(listener: (name: string) => void): () => void;
  /** Memory until the visitor agreed, where that is asked for; else what the options say. Keys begin with `keyPrefix(site)`. */
  store: KeyValueStore;
  /** Has the panel begin its next conversation with this, said by the site. */
  greet(text: string): void;
  /** Whether nothing stands against it: false while consent is required and not given. Asked for at every use. */
  mayAct(): boolean;
  /** Calls at every change of consent. */
  onConsent(listener: () => void): () => void;
}

export interface AsideModule {
  /** The result takes everything away again: nodes, listeners, timers. */
  start(host: AsideHost): () => void;
}
