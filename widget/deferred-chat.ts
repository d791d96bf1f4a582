import type { Chat, ChatState } from './chat.ts';
import { createEmitter, type Emitter } from './shell/emitter.ts';
import { quiet } from './shell/quiet.ts';
import { retried } from './shell/retried.ts';

const CLOSED: ChatState = { open: false, visible: false, unread: 0, connection: null, conversation: null };

type Settled = 'getState' | 'getUnreadCount' | 'shutdown' | 'destroy' | 'on' | 'once' | 'off';
/** Every other method. The compiler finds one that is missing. */
const WAITING: Record<Exclude<keyof Chat, Settled>, true> = {
  ready: true,
  open: true,
  close: true,
  toggle: true,
  show: true,
  hide: true,
  reset: true,
  init: true,
  update: true,
  setLocale: true,
  setTheme: true,
  setPosition: true,
  setConsent: true,
  sendMessage: true,
  setDraft: true,
  startConversation: true,
  openConversation: true,
  endConversation: true,
  rate: true,
  requestTranscript: true,
  markRead: true,
  identify: true,
  setAttributes: true,
  track: true,
  page: true,
  setTeam: true,
  uploadFile: true,
  use: true,
};

/**
 * A chat that can be used at once: what is called before it stands waits for it; listeners are kept from the start.
 * One that is not made at once is made by the first call.
 */
export const deferredChat = (create: (emitter: Emitter) => Promise<Chat>, atOnce = true): Chat => {
  const emitter = createEmitter();
  let chat: Chat | null = null;
  let gone = false;
  let asked = false;
  const begin = retried(async () => {
    asked = true;
    try {
      const made = await create(emitter);
      if (gone) await made.destroy();
      return (chat = made);
    } catch (error) {
      emitter.emit('error', { error: error as Error });
      throw error;
    }
  });
  if (atOnce) void quiet(begin());

  const later =
    (name: keyof Chat) =>
    (...args: never[]): Promise<unknown> =>
      quiet(begin().then((made) => (made[name] as (...given: never[]) => unknown)(...args)));
  const waiting = Object.fromEntries(
    Object.keys(WAITING).map((name) => [name, later(name as keyof Chat)]),
  ) as unknown as Omit<Chat, Settled>;
  return {
    ...waiting,
    getState: () => chat?.getState() ?? CLOSED,
    getUnreadCount: () => chat?.getUnreadCount() ?? 0,
    shutdown: async () => (asked ? later('shutdown')().then(() => {}) : undefined),
    async destroy() {
      gone = true;
      await chat?.destroy();
    },
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
  };
};
