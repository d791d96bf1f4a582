import type { ServerFrame } from '../protocol/server-frames.ts';
import { callApi } from './api.ts';
import { retryAfter } from './backoff.ts';
import { handleFrame } from './frames.ts';
import { createPause } from './pause.ts';
import { createRequests } from './requests.ts';
import { timingOf } from './timing.ts';
import type { ConnectionOptions, ConnectionState, CreateConnection, Welcome } from './types.ts';
import { unavailable } from './wire-error.ts';
import type { BellhopError } from '../errors.ts';

interface PollAnswer {
  frames: ServerFrame[];
  positions: unknown;
}

/** Statuses that close a connection for good [P4] [C1]. */
const FINAL = new Set(['bad_request', 'unauthenticated', 'forbidden', 'not_found', 'unsupported_version']);
/** How long an answer may take beyond the wait that was asked for. */
const ANSWER_MS = 20_000;
/** What surely fits in one request body: a message takes up to 60 KB when all of it is escaped. */
const MAX_POLL_FRAMES = 1;

function poll(
  options: ConnectionOptions,
  body: { wait_ms: number },
  abort: AbortController,
): Promise<PollAnswer> {
  const timer = setTimeout(() => abort.abort(), body.wait_ms + ANSWER_MS);
  const { host, fetch, hello } = options;
  // The token travels in the hello; no cookie goes with a visitor's poll.
  const now = hello();
  const token = now.role === 'visitor' ? now.token : undefined;
  return callApi<PollAnswer>({
    host,
    fetch,
    token,
    method: 'POST',
    path: '/poll',
    body: { hello: now, ...body },
    signal: abort.signal,
  }).finally(() => clearTimeout(timer));
}

/** [P1] to [P4]: a connection by long polling, for where WebSockets are blocked. */
export const createPolling: CreateConnection = (options) => {
  const timing = timingOf(options);
  const requests = createRequests(timing.requestMs);
  const pause = createPause();
  let state: ConnectionState = { kind: 'idle' };
  let run = 0;
  let underWay = false;
  let queue: object[] = [];
  /** Aborts the poll that only waits for news, never one that carries frames: its answers would be lost. */
  let interrupt: AbortController | null = null;
  let abort: AbortController | null = null;
  let positions: unknown;
  let failures = 0;

  const setState = (next: ConnectionState): void => options.onState((state = next));
  const enqueue = (frame: object): void => {
    queue.push(frame);
    interrupt?.abort();
  };
  const onWelcome = (welcome: Welcome): void => {
    state = { kind: 'live', transport: 'polling' };
    options.onWelcome(welcome);
  };
  const take = (answer: PollAnswer, mine: number): void => {
    positions = answer.positions;
    failures = 0;
    const wasLive = state.kind === 'live';
    for (const frame of answer.frames) {
      if (mine === run) handleFrame(frame, { requests, onWelcome, onEvent: options.onEvent });
    }
    if (mine === run && !wasLive) setState({ kind: 'live', transport: 'polling' });
  };
  const fail = async (error: BellhopError, mine: number): Promise<void> => {
    if (FINAL.has(error.code)) {
      stop();
      setState({ kind: 'refused', error });
      return;
    }
    const { ms, assigned } = retryAfter(error, failures++, timing);
    setState({ kind: 'waiting', retryAt: Date.now() + ms, assigned });
    queue = [];
    requests.failAll();
    if (mine === run) await pause.wait(ms);
    await options.whenReady?.();
    if (mine === run) setState({ kind: 'connecting', attempt: failures + 1 });
  };
  const turn = async (mine: number): Promise<void> => {
    const frames = queue.splice(0, MAX_POLL_FRAMES);
    const waits = state.kind === 'live' && frames.length === 0;
    const current = (abort = new AbortController());
    interrupt = waits ? current : null;
    try {
      const body = { frames, positions, wait_ms: waits ? timing.pollWaitMs : 0 };
      take(await poll(options, body, current), mine);
    } catch (error) {
      const interrupted = current.signal.aborted && queue.length > 0;
      if (mine === run && !interrupted) await fail(error as BellhopError, mine);
    }
  };
  const loop = async (mine: number): Promise<void> => {
    await options.whenReady?.();
    while (mine === run) await turn(mine);
  };
  const stop = (): void => {
    run++;
    underWay = false;
    queue = [];
    positions = undefined;
    abort?.abort();
    pause.wake();
    requests.failAll();
  };

  return {
    get state() {
      return state;
    },
    connect() {
      if (underWay) return;
      underWay = true;
      setState({ kind: 'connecting', attempt: 1 });
      void loop(++run);
    },
    close() {
      stop();
      setState({ kind: 'closed' });
    },
    nudge() {
      if (state.kind === 'waiting' && !state.assigned) pause.wake();
    },
    request: (frame) =>
      state.kind === 'live'
        ? requests.begin((id) => enqueue({ ...frame, id }))
        : Promise.reject(unavailable()),
    send(frame) {
      if (state.kind === 'live') enqueue(frame);
    },
  };
};
