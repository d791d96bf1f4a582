import type { ChatEvent, ChatEvents, Listener, Unsubscribe } from '../chat.ts';

export interface Emitter {
  on<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  once<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  off<E extends ChatEvent>(event: E, listener: Listener<E>): void;
  emit<E extends ChatEvent>(event: E, detail?: ChatEvents[E]): void;
}

interface Entry {
  event: ChatEvent;
  listener: (detail: never) => void;
  once: boolean;
}

export const createEmitter = (): Emitter => {
  let entries: Entry[] = [];
  const off: Emitter['off'] = (event, listener) => {
    entries = entries.filter((entry) => entry.event !== event || entry.listener !== listener);
  };
  const add = <E extends ChatEvent>(event: E, listener: Listener<E>, once: boolean): Unsubscribe => {
    off(event, listener);
    entries = [...entries, { event, listener, once }];
    return () => off(event, listener);
  };
  return {
    on: (event, listener) => add(event, listener, false),
    once: (event, listener) => add(event, listener, true),
    off,
    emit(event, detail) {
      for (const entry of entries) {
        if (entry.event !== event) continue;
        if (entry.once) off(event, entry.listener as Listener<typeof event>);
        // A listener of the page that throws is the page's to hear about, and must not stop ours.
        try {
          entry.listener(detail as never);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
};
