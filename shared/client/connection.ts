import ReconnectingWebSocket from 'partysocket/ws';
import { BellhopError } from '../errors.ts';
import { CLOSE, mayRetry } from '../protocol/close-codes.ts';
import { handleFrame, parseFrame } from './frames.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createPause } from './pause.ts';
import { quietSocket } from './quiet-socket.ts';
import { reopenDelay } from './reopen-delay.ts';
import { createRequests } from './requests.ts';
import { timingOf } from './timing.ts';
import type { ConnectionState, CreateConnection, Welcome } from './types.ts';
import { unavailable } from './wire-error.ts';

const REFUSALS = {
  [CLOSE.unauthenticated]: ['unauthenticated', 'This session has ended.'],
  [CLOSE.forbidden]: ['forbidden', 'This place may not connect here.'],
  [CLOSE.version]: ['unsupported_version', 'This page is out of date. Please reload it.'],
} as const;

function refusalOf(code: number): BellhopError {
  const known = REFUSALS[code as keyof typeof REFUSALS] as
    (typeof REFUSALS)[keyof typeof REFUSALS] | undefined;
  const [reason, message] = known ?? ['bad_request', 'The server did not understand this page.'];
  return new BellhopError(reason, message);
}

/** A connection by WebSocket. partysocket reopens it; when, and whether, is decided here. */
export const createConnection: CreateConnection = (options) => {
  const timing = timingOf(options);
  const requests = createRequests(timing.requestMs);
  const pause = createPause();
  let state: ConnectionState = { kind: 'idle' };
  let socket: ReconnectingWebSocket | null = null;
  let attempt = 0;
  let failures = 0;
  let liveSince = 0;
  let helloTimer: ReturnType<typeof setTimeout> | undefined;

  const setState = (next: ConnectionState): void => options.onState((state = next));
  const transmit = (frame: object): void => {
    socket?.send(JSON.stringify(frame));
    heartbeat.sent();
  };
  const reopen = (): void => socket?.reconnect();
  const heartbeat = createHeartbeat(timing.graceMs, () => transmit({ type: 'ping' }), reopen);

  /** partysocket awaits this before every attempt. */
  const url = async (mine: ReconnectingWebSocket): Promise<string> => {
    if (state.kind === 'waiting') await pause.wait(state.retryAt - Date.now());
    await options.whenReady?.();
    if (socket === mine) setState({ kind: 'connecting', attempt: ++attempt });
    return `${options.host.replace(/^http/, 'ws')}/ws`;
  };
  const onWelcome = (welcome: Welcome): void => {
    clearTimeout(helloTimer);
    liveSince = Date.now();
    attempt = 0;
    heartbeat.start(welcome.heartbeat_ms);
    state = { kind: 'live', transport: 'socket' };
    options.onWelcome(welcome);
    // A listener may have closed it.
    if (state.kind === 'live') setState(state);
  };
  const onClose = (code: number, reason: string): void => {
    clearTimeout(helloTimer);
    heartbeat.stop();
    if (!mayRetry(code)) {
      socket = null;
      setState({ kind: 'refused', error: refusalOf(code) });
    } else {
      if (liveSince && Date.now() - liveSince >= timing.stableMs) failures = 0;
      liveSince = 0;
      const { ms, assigned } = reopenDelay(code, reason, failures++, timing);
      setState({ kind: 'waiting', retryAt: Date.now() + ms, assigned });
    }
    requests.failAll();
  };
  const open = (): void => {
    const mine = new ReconnectingWebSocket(() => url(mine), null, {
      WebSocket: quietSocket((options.WebSocket ?? WebSocket) as typeof WebSocket),
      maxEnqueuedMessages: 0,
      minReconnectionDelay: 0,
      reconnectionDelayGrowFactor: 1,
      connectionTimeout: timing.fallbackAfterMs,
      shouldReconnectOnClose: (event) => mayRetry(event.code),
    });
    socket = mine;
    mine.onopen = () => {
      transmit(options.hello());
      helloTimer = setTimeout(reopen, timing.helloMs);
    };
    mine.onmessage = (event) => {
      heartbeat.heard();
      const frame = parseFrame(event.data);
      if (socket === mine && frame) handleFrame(frame, { requests, onWelcome, onEvent: options.onEvent });
    };
    mine.onclose = (event) => {
      if (socket === mine) onClose(event.code, event.reason);
    };
  };

  return {
    get state() {
      return state;
    },
    connect() {
      if (socket) return;
      attempt = 0;
      state = { kind: 'idle' };
      open();
    },
    close() {
      const last = socket;
      socket = null;
      clearTimeout(helloTimer);
      heartbeat.stop();
      pause.wake();
      last?.close();
      setState({ kind: 'closed' });
      requests.failAll();
    },
    nudge() {
      if (state.kind === 'waiting' && !state.assigned) {
        // partysocket may not have come to the wait yet.
        state = { ...state, retryAt: Date.now() };
        pause.wake();
      }
      if (state.kind === 'live') heartbeat.probe();
    },
    request: (frame) =>
      state.kind === 'live'
        ? requests.begin((id) => transmit({ ...frame, id }))
        : Promise.reject(unavailable()),
    send(frame) {
      if (state.kind === 'live') transmit(frame);
    },
  };
};
