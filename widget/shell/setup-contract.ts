import type { Chat, SetupMethods } from '../chat.ts';
import type { Launcher } from './launcher.ts';
import type { PanelHandle, PanelHost } from './panel-contract.ts';

/** What the shell gives the code that changes how it stands: options, consent, what runs on the page beside it. */
export interface SetupHost extends PanelHost {
  chat: Chat;
  face: Launcher;
  /** Puts the element on the page where it is not; an error after `destroy()`. */
  stand(): void;
  load(): Promise<PanelHandle>;
  warm(): void;
  /** Null while there is none. */
  panel(): PanelHandle | null;
  /** Of the set-up: called when there is a panel. */
  mounted?: () => void;
}

export interface SetupHandle extends SetupMethods {
  /** The element stands on the page again. May come twice. */
  started(): void;
  /** Takes away what it put on the page: listeners, timers, patches. `started` brings it back. */
  stopped(): void;
}

export interface SetupModule {
  setUp(host: SetupHost): SetupHandle;
}
