import type { Chat } from '../chat.ts';
import { quiet } from './quiet.ts';

type Call = (name: string, ...args: unknown[]) => Promise<unknown>;
type Arguments = [name: string, ...args: unknown[]];
/** What the optional stub puts aside: the arguments, and where it keeps a promise also what settles it. */
export type Queued = Arguments | [Arguments, (value: unknown) => void, (error: unknown) => void];

declare global {
  interface Window {
    /** `Bellhop('open')` calls a method and always gives a promise; `Bellhop.open()` gives what the method gives. */
    Bellhop?: (Call & Partial<Chat> & { q?: Queued[] }) | undefined;
  }
}

export const isInstalled = (): boolean => !!window.Bellhop?.open;

/** What was called before, in order, all in one shape. */
export const queuedCalls = (): [args: Arguments, ...settle: (() => void)[]][] =>
  (window.Bellhop?.q ?? []).map((item) => (typeof item[0] === 'string' ? [item] : item)) as never;

/** Puts the chat behind `window.Bellhop` until it is destroyed, and makes up for what was called before. */
export const installGlobal = (chat: Chat, queue: ReturnType<typeof queuedCalls>): void => {
  const { destroy } = chat;
  chat.destroy = () => {
    delete window.Bellhop;
    return destroy();
  };
  const call: Call = async (name, ...args) => {
    const method = Object.hasOwn(chat, name) && chat[name as keyof Chat];
    if (!method) throw new TypeError(`Bellhop has no method '${name}'.`);
    return (method as (...given: unknown[]) => unknown)(...args);
  };
  const heard: Call = (...args) => quiet(call(...args));
  window.Bellhop = Object.assign(heard, chat);
  for (const [args, resolve, reject] of queue) void call(...args).then(resolve, reject ?? console.error);
};
