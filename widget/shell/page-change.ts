type Listener = (url: string) => void;

/** Navigation within the document, told as it happens and not asked for. Patches the page's history while somebody listens. */
let listeners: Listener[] = [];
let undo: (() => void) | null = null;
let last = '';

const tell = (): void => {
  if (location.href === last) return;
  last = location.href;
  for (const listener of listeners) listener(last);
};

/** Where somebody patched over us, our wrapper can't be taken out; it then only passes on. */
const patch = (name: 'pushState' | 'replaceState'): (() => void) => {
  const own = Object.getOwnPropertyDescriptor(history, name);
  const before = history[name];
  const wrapped: History['pushState'] = (...args) => {
    before.apply(history, args);
    // Later: the page's own listeners go first, and its title has changed by then.
    queueMicrotask(tell);
  };
  history[name] = wrapped;
  return () => {
    if (history[name] !== wrapped) return;
    if (own) Object.defineProperty(history, name, own);
    else delete (history as Partial<History>)[name];
  };
};

const begin = (): (() => void) => {
  last = location.href;
  const stops = [patch('pushState'), patch('replaceState')];
  const stop = new AbortController();
  for (const type of ['popstate', 'hashchange']) addEventListener(type, tell, { signal: stop.signal });
  return () => {
    stop.abort();
    for (const each of stops) each();
  };
};

/** Calls with the new address after every navigation within the document. The result stops that, and undoes the patch. */
export const onPageChange = (listener: Listener): (() => void) => {
  listeners = [...listeners, listener];
  undo ??= begin();
  return () => {
    listeners = listeners.filter((one) => one !== listener);
    if (listeners.length > 0) return;
    undo?.();
    undo = null;
  };
};
