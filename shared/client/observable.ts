import type { Observable } from './types.ts';

export interface Observed<S> extends Observable<S> {
  update(change: Partial<S>): void;
}

export function createObservable<S>(initial: S): Observed<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
