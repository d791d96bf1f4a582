import type { Bus, BusListener } from './bus.ts';

/**
 * The bus of a single node. Listeners hear in the same turn, before `publish` returns: a message costs no timer and
 * is never overtaken by a later one.
 */
export function createInProcessBus(onListenerError: (error: unknown) => void = () => undefined): Bus {
  const listeners = new Set<BusListener>();
  let closed = false;
  return {
    publish(message) {
      if (closed) return;
      for (const listener of listeners) {
        try {
          listener(message);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(listener) {
      const own: BusListener = (message) => listener(message);
      if (!closed) listeners.add(own);
      return () => void listeners.delete(own);
    },
    async close() {
      closed = true;
      listeners.clear();
    },
  };
}
