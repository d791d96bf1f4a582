import type { Chat } from '../chat.ts';
import type { PanelHandle, PanelHost } from './panel-contract.ts';

/** What the shell gives the code that answers most methods: all of its state that is not its own business. */
export interface SetupHost extends PanelHost {
  chat: Chat;
  close(): Promise<void>;
  /** Ours; `launcher` may be the page's. */
  button: HTMLButtonElement;
  /** Puts the element on the page where it is not. */
  stand(): void;
  /** Called when the element stands on the page again. */
  started?: () => void;
  mount(): Promise<PanelHandle>;
  /** Mounts once; after a failure again. */
  load(): Promise<PanelHandle>;
  panel?: PanelHandle | undefined;
}

export interface SetupHandle {
  /** Answers every method that the shell does not answer itself. */
  call(name: string, args: readonly unknown[]): Promise<unknown>;
}

export interface SetupModule {
  setUp(host: SetupHost): SetupHandle;
}
