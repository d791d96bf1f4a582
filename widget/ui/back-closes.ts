const MARK = 'bellhop';
/** A traversal that does not happen, as in a page that may not navigate, is not waited for. */
const TRAVERSAL_MS = 1_000;

/** On an entry of ours already: after a reload, or a step forward. */
const isMarked = (): boolean => Boolean((history.state as { [MARK]?: unknown } | null)?.[MARK]);

/** Not by the page's `history.pushState`, which its router or its counter of page views may have made its own. */
const addEntry = (): void => {
  const state: unknown = history.state;
  const kept = typeof state === 'object' ? state : {};
  try {
    History.prototype.pushState.call(history, { ...kept, [MARK]: 1 }, '');
  } catch {
    // A page that may have no history, or that wrote too much of it: the button leaves the page as it always did.
  }
};

/** Where the page is; the mark alone would not do, since pages replace the state of the entry they are on. */
const here = (): string => `${history.length} ${location.href}`;

let removal = Promise.resolve();

/** Unless the page went elsewhere: whoever closes a chat may navigate in the same breath. */
const removeEntry = (added: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = new AbortController();
    const done = (event?: Event): void => {
      event?.stopImmediatePropagation();
      stop.abort();
      resolve();
    };
    setTimeout(() => {
      if (here() !== added) return resolve();
      addEventListener('popstate', done, { capture: true, signal: stop.signal });
      setTimeout(done, TRAVERSAL_MS);
      history.back();
    });
  });

/**
 * The way back on a phone is a button or a swipe: it closes the sheet and leaves the page as it is. The page does not
 * hear that our entry went; only in Chromium, which asks listeners in the order they came, does it hear of a step to the
 * address and state that it has.
 */
export const backCloses = (close: () => void): (() => void) => {
  const stop = new AbortController();
  const { href } = location;
  let added = '';
  const popped = (event: Event): void => {
    if (location.href === href) event.stopImmediatePropagation();
    stop.abort();
    close();
  };
  void removal.then(() => {
    if (stop.signal.aborted) return;
    if (!isMarked()) addEntry();
    if (isMarked()) added = here();
    addEventListener('popstate', popped, { capture: true, signal: stop.signal });
  });
  return () => {
    if (stop.signal.aborted) return;
    stop.abort();
    if (added) removal = removeEntry(added);
  };
};
