import type { BellhopError } from '../errors.ts';
import { retryAfter, type Backoff } from './backoff.ts';
import { createPause } from './pause.ts';
import type { ConnectionState, KeyValueStore, Surroundings } from './types.ts';
import { createVisitorToken } from './visitor-api.ts';
import { isPassing } from './wire-error.ts';

export interface VisitorTokenOptions extends Surroundings {
  site: string;
  store: KeyValueStore;
  timing: Backoff;
  onState(state: ConnectionState): void;
  /** Awaited when a token was made, before those who asked for it get it. Never rejects. */
  onMade(token: string): Promise<void>;
}

/** The visitor's token: kept in the store, made over HTTP when there is none. */
export interface TokenKeeper {
  get(): string | null;
  /** Makes one if there is none, once for all who ask. False when that was refused or cancelled. */
  obtain(): Promise<boolean>;
  nudge(): void;
  cancel(): void;
  drop(): void;
}

export function createTokenKeeper(options: VisitorTokenOptions): TokenKeeper {
  const { store, onState, timing } = options;
  const key = `bellhop:${options.site}:token`;
  const pause = createPause();
  let token = store.get(key);
  let run = 0;
  let obtaining: Promise<boolean> | null = null;

  const make = async (mine: number, attempt: number): Promise<void> => {
    onState({ kind: 'connecting', attempt });
    try {
      const made = await createVisitorToken(options, options.site);
      if (mine !== run) return;
      // Another tab may have been quicker: both are to be the same visitor.
      store.set(key, (token = store.get(key) ?? made.token));
      await options.onMade(token);
    } catch (error) {
      if (mine !== run) return;
      if (isPassing(error as BellhopError)) {
        const { ms, assigned } = retryAfter(error as BellhopError, attempt, timing);
        onState({ kind: 'waiting', retryAt: Date.now() + ms, assigned });
        await pause.wait(ms);
      } else {
        cancel();
        onState({ kind: 'refused', error: error as BellhopError });
      }
    }
  };
  const obtain = async (mine: number): Promise<boolean> => {
    token ??= store.get(key);
    await options.whenReady?.();
    for (let attempt = 1; token === null && mine === run; attempt++) await make(mine, attempt);
    if (mine === run) obtaining = null;
    return mine === run;
  };
  const cancel = (): void => {
    run++;
    obtaining = null;
    pause.wake();
  };
  return {
    // Another tab may have made one.
    get: () => (token ??= store.get(key)),
    obtain: () => (obtaining ??= obtain(++run)),
    nudge: pause.wake,
    cancel,
    drop() {
      cancel();
      // Another tab may have another one already.
      if (store.get(key) === token) store.remove(key);
      token = null;
    },
  };
}
