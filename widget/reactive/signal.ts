/**
 * Values that tell who read them when they change: the few lines of a signals library that this panel needs.
 * A whole one would be a tenth of all that a page may load for us.
 */
export interface ReadonlySignal<T> {
  readonly value: T;
  /** The value, without being told of its changes. */
  peek(): T;
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

export interface Reaction {
  /** Runs `act`, and from then on reacts to all that it read. */
  track<R>(act: () => R): R;
  stop(): void;
}

interface Reader {
  changed(): void;
  sources: Set<Set<Reader>>;
}

let current: Reader | null = null;
let waiting: Set<Reader> | null = null;

/** Lets readers know once, after everything has been set. */
export const batch = (act: () => void): void => {
  if (waiting) return act();
  waiting = new Set();
  try {
    act();
    for (const reader of waiting) {
      waiting.delete(reader);
      reader.changed();
    }
  } finally {
    waiting = null;
  }
};

export const signal = <T>(initial: T): Signal<T> => {
  let value = initial;
  const readers = new Set<Reader>();
  return {
    get value() {
      if (current) {
        readers.add(current);
        current.sources.add(readers);
      }
      return value;
    },
    set value(next) {
      if (Object.is(next, value)) return;
      value = next;
      batch(() => readers.forEach((reader) => waiting?.add(reader)));
    },
    peek: () => value,
  };
};

export const createReaction = (changed: () => void): Reaction => {
  const reader: Reader = { changed, sources: new Set() };
  return {
    track(act) {
      const outer = current;
      current = reader;
      try {
        return act();
      } finally {
        current = outer;
      }
    },
    stop: () => reader.sources.forEach((readers) => readers.delete(reader)),
  };
};

/** Runs now, and again after every change of what it read. */
export const effect = (act: () => void): (() => void) => {
  const run = (): void => reaction.track(act);
  const reaction = createReaction(run);
  run();
  return reaction.stop;
};

/** Always up to date; lives as long as what it reads. */
export const computed = <T>(compute: () => T): ReadonlySignal<T> => {
  const result = signal(undefined as T);
  effect(() => (result.value = compute()));
  return result;
};
