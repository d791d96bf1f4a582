import { backoffDelay } from './backoff.ts';
import { createPause } from './pause.ts';
import type { Connection, ConnectionOptions, ConnectionState, CreateConnection, Timing } from './types.ts';
import { unavailable } from './wire-error.ts';

export interface LazyConnectionOptions extends ConnectionOptions {
  loadTransport: () => Promise<CreateConnection>;
}

/** A connection whose code is loaded when it first connects. Until then it looks like one that has no luck yet. */
export function createLazyConnection(options: LazyConnectionOptions, timing: Timing): Connection {
  const pause = createPause();
  let state: ConnectionState = { kind: 'idle' };
  let loaded: Connection | null = null;
  let run = 0;

  const setState = (next: ConnectionState): void => options.onState((state = next));
  const load = async (mine: number): Promise<void> => {
    for (let attempt = 1; mine === run; attempt++) {
      setState({ kind: 'connecting', attempt });
      try {
        const create = await options.loadTransport();
        if (mine === run) (loaded = create(options)).connect();
        return;
      } catch {
        if (mine !== run) return;
        const ms = backoffDelay(attempt, timing);
        setState({ kind: 'waiting', retryAt: Date.now() + ms, assigned: false });
        await pause.wait(ms);
        await options.whenReady?.();
      }
    }
  };

  return {
    get state() {
      return loaded?.state ?? state;
    },
    connect() {
      if (loaded) loaded.connect();
      else if (state.kind === 'idle' || state.kind === 'closed') void load(++run);
    },
    close() {
      run++;
      pause.wake();
      if (loaded) loaded.close();
      else setState({ kind: 'closed' });
    },
    nudge() {
      pause.wake();
      loaded?.nudge();
    },
    request: (frame) => loaded?.request(frame) ?? Promise.reject(unavailable()),
    send: (frame) => loaded?.send(frame),
  };
}
