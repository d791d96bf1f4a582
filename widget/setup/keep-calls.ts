import type { Hooks, Unsubscribe } from '../chat.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

/** What is about one visitor, and about nobody who comes after them. */
const PERSONAL = ['identify', 'setAttributes', 'track', 'page'];

type Call = readonly [name: string, args: readonly unknown[]];

/** A page may say more than anybody asks for. */
const MAX_KEPT = 100;

export interface KeptCalls {
  /** Tells the panel that is there; one that is not is told when it is, and the call is done for now. */
  tell(name: string, args: readonly unknown[]): Promise<void>;
  use(hooks: Hooks): Promise<Unsubscribe>;
}

export const keepCalls = (host: SetupHost, forget: () => void = () => {}): KeptCalls => {
  let hooks: Hooks[] = [];
  let kept: Call[] = [];
  const failed = (error: unknown): void => host.emit('error', { error: error as Error });

  const { mount } = host;
  host.mount = async () => {
    const panel = await mount();
    const used = hooks.map((one): Call => ['use', [one]]);
    for (const [name, args] of [...used, ...kept.splice(0)]) panel.later(name, args).catch(failed);
    return panel;
  };
  const { chat } = host;
  const { reset } = chat;
  // [S10] What waits is the former visitor's too.
  chat.reset = () => {
    kept = kept.filter(([name]) => !PERSONAL.includes(name));
    forget();
    return reset();
  };
  const shown = globalThis.window?.Bellhop;
  if (shown?.reset === reset) shown.reset = chat.reset;
  return {
    async tell(name, args) {
      if (host.panel) return void (await host.panel.later(name, args));
      kept = [...kept, [name, args] as const].slice(-MAX_KEPT);
    },
    async use(given) {
      // A copy, so that taking its functions out ends it wherever it went.
      const own = { ...given };
      await host.panel?.later('use', [own]);
      hooks = [...hooks, own];
      return () => {
        delete own.beforeSend;
        delete own.beforeDisplay;
        hooks = hooks.filter((one) => one !== own);
      };
    },
  };
};
