import type { Chat } from '../chat.ts';
import { quiet } from './quiet.ts';

type Call = (name: string, ...args: unknown[]) => Promise<unknown>;
/** What the optional stub puts aside: the arguments, and what settles the promise that it gave. */
type Settle = (value: unknown) => void;
export type Queued = [args: [name: string, ...args: unknown[]], resolve?: Settle, reject?: Settle];

declare global {
  interface Window {
    /** `Bellhop('open')` calls a method and always gives a promise; `Bellhop.open()` gives what the method gives. */
    Bellhop?: (Call & Partial<Chat> & { q?: Queued[] }) | undefined;
  }
}

export const isInstalled = (): boolean => !!window.Bellhop?.open;

/** What was called before, in order. */
export const queuedCalls = (): Queued[] => window.Bellhop?.q ?? [];

/** Puts the chat behind `window.Bellhop` and makes up for what was called before. */
export const installGlobal = (chat: Chat, queue: readonly Queued[]): void => {
  const call: Call = async (name, ...args) => {
    const method = Object.hasOwn(chat, name) && chat[name as keyof Chat];
    if (!method) throw new TypeError(`No method '${name}'.`);
    return (method as (...given: unknown[]) => unknown)(...args);
  };
  const heard: Call = (...args) => quiet(call(...args));
  window.Bellhop = Object.assign(heard, chat);
  for (const [args, resolve, reject] of queue) void call(...args).then(resolve, reject);
};
