import type { RealtimeContext } from './context.ts';
import type { Payload } from './payload.ts';
import type { Session, Subscriber } from './session.ts';
import { subscribe, unsubscribe } from './subscription.ts';

export interface Heard {
  /** Whether the database has news. */
  stored: boolean;
  /** Typing and presence, which only who listens gets to know. */
  passing: unknown[];
  /** The close code that a socket would have got. */
  ended: number | null;
}

/** Commits that come together are told together. */
const GATHER_MS = 5;

/** Listens like a socket would, until something is heard, the time is over or the client hung up. */
export function waitForNews(context: RealtimeContext, session: Session, waitMs: number, signal: AbortSignal) {
  const heard: Heard = { stored: false, passing: [], ended: null };
  let resolve: (heard: Heard) => void = () => undefined;
  const promise = new Promise<Heard>((done) => (resolve = done));
  const finish = () => resolve(heard);
  const timer = setTimeout(finish, waitMs);
  let gathering: NodeJS.Timeout | undefined;
  const subscriber: Subscriber = {
    session,
    deliver({ stored, bytes }: Payload) {
      if (stored) heard.stored = true;
      else heard.passing.push(JSON.parse(bytes.toString()));
      gathering ??= setTimeout(finish, GATHER_MS);
    },
    end(code) {
      heard.ended = code;
      finish();
    },
  };
  subscribe(context, subscriber);
  signal.addEventListener('abort', finish, { once: true });
  if (signal.aborted) finish();
  return {
    heard: promise,
    /** What was heard so far and is nowhere else. */
    passing: heard.passing,
    stop() {
      clearTimeout(timer);
      clearTimeout(gathering);
      signal.removeEventListener('abort', finish);
      unsubscribe(context, subscriber, session);
    },
  };
}
