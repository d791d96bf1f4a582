import type { LaterMethods } from '../chat.ts';
import { retried } from '../shell/retried.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

/** Takes the widget off the page. `stop` ends what the set-up put there. */
export const endings = (host: SetupHost, stop: () => void): Pick<LaterMethods, 'shutdown' | 'destroy'> => {
  // Before a place on the page is filled by it, which nobody closes.
  const { chat, element, close } = host;
  const { hide } = chat;
  const shutdown = async (): Promise<void> => {
    await close();
    stop();
    host.panel?.destroy();
    host.panel = undefined;
    host.load = retried(() => host.mount());
    element.remove();
  };
  return {
    shutdown,
    async destroy() {
      await chat.reset();
      await shutdown();
      host.stand = () => {
        throw new Error('This chat was destroyed. Create another one.');
      };
      // Of the script tag; another chat's is left alone.
      if (window.Bellhop?.hide === hide) delete window.Bellhop;
    },
  };
};
