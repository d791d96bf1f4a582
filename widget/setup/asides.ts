import { createSafeStore, createWebStore } from '../../shared/client/stores.ts';
import type { AsideHost, AsideModule } from '../shell/aside-contract.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { quiet } from '../shell/quiet.ts';
import { awake } from './awake.ts';
import type { Consent } from './consent.ts';
import { keptIn } from '../panel/browser-store.ts';
import { wholeConfigOnce } from './whole-config-once.ts';

// By itself, for the build to know how to try it again.
const loadGreetings = () => import('../greetings/greetings.ts');

/** What runs beside a closed panel, by the flag of the public settings. */
const ASIDES: readonly (() => Promise<AsideModule>)[] = [loadGreetings];

/** A page may track more than any greeting waits for. */
const MAX_WAITING = 50;

export interface Asides {
  /** Tells those who wait for something that the page tracks. */
  tracked(name: string): void;
  start(): () => void;
}

export const createAsides = (host: SetupHost, consent: Consent): Asides => {
  const heard = new Set<(name: string) => void>();
  /** What the page tracked before anybody listened. */
  const waiting = new Set<string>();
  return {
    tracked(name) {
      if (heard.size > 0) heard.forEach((listener) => listener(name));
      else if (waiting.size < MAX_WAITING) waiting.add(name);
    },
    start() {
      const { config, options, root, wrapper, chat, emit } = host;
      let ends: (() => void)[] = [];
      let stopped = false;
      const begin = async (): Promise<void> => {
        const whole = await wholeConfigOnce(config);
        // Where the panel was not there to say so.
        consent.apply();
        const given: AsideHost = {
          config: whole,
          options,
          root,
          wrapper,
          launcher: host.launcher,
          chat,
          emit,
          onTrack(listener) {
            heard.add(listener);
            waiting.forEach(listener);
            waiting.clear();
            return () => void heard.delete(listener);
          },
          store: createSafeStore(createWebStore(() => keptIn(options))),
          greet: (text) => void quiet(awake(host).then((panel) => panel.later('greet', [text]))),
          mayAct: consent.allowed,
          onConsent: consent.onChange,
        };
        const modules = await Promise.all(ASIDES.map((load) => load()));
        if (!stopped) ends = modules.map((module) => module.start(given));
      };
      if (config.settings.aside) void begin().catch(() => {});
      return () => {
        stopped = true;
        for (const end of ends) end();
      };
    },
  };
};
