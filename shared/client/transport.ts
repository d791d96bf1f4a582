import { createConnection } from './connection.ts';
import { timingOf } from './timing.ts';
import type { Connection, ConnectionOptions, ConnectionState } from './types.ts';

type Timer = ReturnType<typeof setTimeout> | undefined;

/**
 * [P1] A connection that is a socket wherever sockets work, and polls where they do not. Who uses it cannot tell, but by
 * `transport`. While it polls it tries a socket again now and then.
 */
export function createTransport(options: ConnectionOptions): Connection {
  const timing = timingOf(options);
  let polling: Connection | null = null;
  let timer: Timer;
  let doubtful = false;

  const later = (ms: number, act: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const stopPolling = (): void => {
    const last = polling;
    polling = null;
    clearTimeout(timer);
    timer = undefined;
    last?.close();
  };

  /** While polling: a socket that opens takes over; one that does not within its time is let go. */
  const probe = (): void => {
    socket.connect();
    later(timing.fallbackAfterMs, () => {
      socket.close();
      later(timing.retrySocketMs, probe);
    });
  };
  const onSocketState = (state: ConnectionState): void => {
    if (state.kind === 'refused') stopPolling();
    if (polling) return;
    if (state.kind === 'connecting') timer ??= setTimeout(fallBack, timing.fallbackAfterMs);
    if (state.kind === 'live' || state.kind === 'refused' || state.kind === 'closed') {
      clearTimeout(timer);
      timer = undefined;
    }
    options.onState(state);
  };
  const socket = createConnection({
    ...options,
    onState: onSocketState,
    onWelcome(welcome) {
      stopPolling();
      options.onWelcome(welcome);
    },
  });

  const onPollingState = (state: ConnectionState): void => {
    if (!polling) return;
    // Polling failed too, so it was the server, and nothing speaks against sockets.
    if (state.kind === 'waiting') doubtful = true;
    if (state.kind === 'live' && doubtful) {
      doubtful = false;
      probe();
    }
    options.onState(state);
  };
  async function fallBack(): Promise<void> {
    timer = undefined;
    const { state } = socket;
    // The server asked us to wait; that is not a blocked socket.
    if (state.kind === 'waiting' && state.assigned) return;
    const create = await options.loadPolling?.().catch(() => null);
    if (!create || polling || (socket.state.kind !== 'connecting' && socket.state.kind !== 'waiting')) return;
    polling = create({ ...options, onState: onPollingState });
    doubtful = false;
    socket.close();
    later(timing.retrySocketMs, probe);
    polling.connect();
  }

  return {
    get state() {
      return (polling ?? socket).state;
    },
    connect: () => (polling ?? socket).connect(),
    close() {
      stopPolling();
      socket.close();
    },
    nudge() {
      (polling ?? socket).nudge();
      if (polling) probe();
    },
    request: (frame) => (polling ?? socket).request(frame),
    send: (frame) => (polling ?? socket).send(frame),
  };
}
