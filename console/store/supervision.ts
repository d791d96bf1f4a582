import { signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, EventFrame } from '../../shared/client/types.ts';
import type { Supervision } from '../../shared/protocol/supervision.ts';
import { request } from './api.ts';

/** However much happens, it is asked for this often at most. */
const PAUSE_MS = 400;
/** What of a log changes nobody's load. */
const SAID = new Set(['message', 'note', 'started', 'idle_warned', 'joined', 'tagged', 'untagged']);

export type Supervised =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  /** `error`: what is shown is as of before. */
  | { state: 'ready'; value: Supervision; error?: unknown };

export interface SupervisionWatch {
  readonly supervised: ReadonlySignal<Supervised>;
  refresh(): void;
  close(): void;
}

/** Teams and how everybody stands, read again when an event tells that it may be otherwise. */
export function watchSupervision(session: AgentSession, workspace: string): SupervisionWatch {
  const supervised = signal<Supervised>({ state: 'loading' });
  const path = `/workspaces/${encodeURIComponent(workspace)}/supervision`;
  let isClosed = false;
  let isReading = false;
  let isStale = false;
  let isLive = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = async (): Promise<void> => {
    isReading = true;
    isStale = false;
    try {
      const value = await request<Supervision>('GET', path);
      if (!isClosed) supervised.value = { state: 'ready', value };
    } catch (error) {
      const { value: known } = supervised;
      if (!isClosed)
        supervised.value = known.state === 'ready' ? { ...known, error } : { state: 'failed', error };
    }
    timer = setTimeout(() => {
      isReading = false;
      if (isStale && !isClosed) void read();
    }, PAUSE_MS);
  };
  const refresh = () => {
    isStale = true;
    if (!isReading && !isClosed) void read();
  };
  const stopListening = session.listen((event) => {
    if (concerns(event)) refresh();
  });
  const follow = () => {
    const wasLive = isLive;
    isLive = session.getState().connection.kind === 'live';
    if (isLive && !wasLive) refresh();
  };
  const stopFollowing = session.subscribe(follow);
  follow();
  return {
    supervised,
    refresh,
    close() {
      isClosed = true;
      clearTimeout(timer);
      stopListening();
      stopFollowing();
    },
  };
}

function concerns(event: EventFrame): boolean {
  if (event.type === 'availability.changed') return true;
  if (event.type !== 'workspace.changed') return false;
  return event.changes.some(({ entries }) => entries.some(({ type }) => !SAID.has(type)));
}
