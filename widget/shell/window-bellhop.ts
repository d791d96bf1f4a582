import type { Chat } from '../chat.ts';

type Method = keyof Chat;
type Call = (name: string, ...args: unknown[]) => Promise<unknown>;
/** What the optional stub puts aside: the arguments, and where it keeps a promise also what settles it. */
type Queued = ArrayLike<unknown> | [ArrayLike<unknown>, (value: unknown) => void, (error: unknown) => void];

declare global {
  interface Window {
    /** `Bellhop('open')` calls a method and always gives a promise; `Bellhop.open()` gives what the method gives. */
    Bellhop?: (Call & Partial<Chat> & { q?: Queued[] }) | undefined;
  }
}

export const isInstalled = (): boolean => typeof window.Bellhop?.open === 'function';

const callOn =
  (chat: Chat): Call =>
  async (name, ...args) => {
    const method = Object.hasOwn(chat, name) && chat[name as Method];
    if (!method) throw new TypeError(`Bellhop has no method '${name}'.`);
    return (method as (...given: unknown[]) => unknown)(...args);
  };

const drain = (call: Call, queue: Queued[]): void => {
  for (const item of queue) {
    const [args, resolve, reject] = typeof item[0] === 'string' ? [item] : (item as unknown[]);
    const [name, ...rest] = Array.from(args as ArrayLike<unknown>);
    const answer = call(String(name), ...rest);
    answer.then(resolve as () => void, (reject as () => void) ?? reportError);
  }
};

/** Puts the chat behind `window.Bellhop` and makes up for what was called before. */
export const installGlobal = (chat: Chat): void => {
  const queue = window.Bellhop?.q ?? [];
  const call = callOn(chat);
  window.Bellhop = Object.assign(call, chat);
  drain(call, queue);
};
