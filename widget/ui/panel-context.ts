import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Opening } from '../../shared/protocol/opening.ts';
import type { Translator } from '../i18n/translator.ts';
import type { ChatStore } from '../panel/chat-store.ts';

export interface PanelContext extends Translator {
  store: ChatStore;
  siteName: string;
  greeting: string;
  /** As of when the page was loaded; the connection knows better. */
  opening: Opening | undefined;
  /** Holds all that the widget draws. */
  root: ShadowRoot;
  close(): void;
  /** Puts the caret into the composer where that does not raise a keyboard over the screen. */
  focusComposer(): void;
}

const Context = createContext<PanelContext | null>(null);
export const PanelProvider = Context.Provider;

export const usePanel = (): PanelContext => {
  const context = useContext(Context);
  if (!context) throw new Error('This view stands outside of a panel.');
  return context;
};
