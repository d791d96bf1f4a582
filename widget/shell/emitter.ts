import type { ChatEvent, ChatEvents, Listener, Unsubscribe } from '../chat.ts';

export interface Emitter {
  on<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  once<E extends ChatEvent>(event: E, listener: Listener<E>): Unsubscribe;
  off<E extends ChatEvent>(event: E, listener: Listener<E>): void;
  emit<E extends ChatEvent>(event: E, detail?: ChatEvents[E]): void;
}

type Entry = [event: string, listener: (detail: never) => void, once: boolean];

export const createEmitter = (): Emitter => {
  let entries: Entry[] = [];
  const off = (...[event, listener]: [string, Entry[1], ...unknown[]]): void => {
    entries = entries.filter((entry) => entry[0] !== event || entry[1] !== listener);
  };
  const add =
    (once: boolean): Emitter['on'] =>
    (event, listener) => {
      off(event, listener);
      entries = [...entries, [event, listener, once]];
      return () => off(event, listener);
    };
  return {
    on: add(false),
    once: add(true),
    off,
    emit(event, detail) {
      for (const entry of entries) {
        if (entry[0] !== event) continue;
        if (entry[2]) off(...entry);
        // A listener of the page that throws is the page's to hear about, and must not stop ours.
        try {
          entry[1](detail as never);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
};
