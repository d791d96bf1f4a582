import type { BellhopError } from '../errors.ts';
import { createVisitorToken } from './api.ts';
import { backoffDelay } from './backoff.ts';
import { createPause } from './pause.ts';
import type { ConnectionState, KeyValueStore, Surroundings, Timing } from './types.ts';

export interface VisitorTokenOptions extends Surroundings {
  site: string;
  store: KeyValueStore;
  timing: Timing;
  fetch?: typeof fetch;
  onState(state: ConnectionState): void;
}

/** The visitor's token: kept in the store, made over HTTP when there is none. */
export interface TokenKeeper {
  get(): string | null;
  /** Makes one if there is none. False when that was refused or cancelled. */
  obtain(): Promise<boolean>;
  nudge(): void;
  cancel(): void;
  drop(): void;
}

const RETRIED = new Set(['unavailable', 'internal', 'rate_limited']);

export function createTokenKeeper(options: VisitorTokenOptions): TokenKeeper {
  const { store, onState } = options;
  const key = `bellhop:${options.site}:token`;
  const pause = createPause();
  let token = store.get(key);
  let run = 0;

  const fail = async (error: BellhopError, attempt: number): Promise<void> => {
    const assigned = error.retryAfter !== undefined;
    const ms = assigned ? (error.retryAfter ?? 0) * 1000 : backoffDelay(attempt, options.timing);
    onState({ kind: 'waiting', retryAt: Date.now() + ms, assigned });
    await pause.wait(ms);
  };
  const make = async (attempt: number, mine: number): Promise<boolean> => {
    onState({ kind: 'connecting', attempt });
    try {
      const made = await createVisitorToken(options);
      if (mine !== run) return false;
      // Another tab may have been quicker: both are to be the same visitor.
      token = store.get(key) ?? made.token;
      store.set(key, token);
      return true;
    } catch (error) {
      const refusal = error as BellhopError;
      if (mine !== run) return false;
      if (RETRIED.has(refusal.code)) await fail(refusal, attempt);
      else onState({ kind: 'refused', error: refusal });
      return RETRIED.has(refusal.code) && mine === run && make(attempt + 1, mine);
    }
  };
  return {
    get: () => token,
    async obtain() {
      token ??= store.get(key);
      if (token !== null) return true;
      const mine = ++run;
      await options.whenReady?.();
      return mine === run && make(1, mine);
    },
    nudge: pause.wake,
    cancel() {
      run++;
      pause.wake();
    },
    drop() {
      // Another tab may have another one already.
      if (store.get(key) === token) store.remove(key);
      token = null;
    },
  };
}
