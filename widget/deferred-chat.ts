import type { Chat, ChatState } from './chat.ts';
import { createEmitter, type Emitter } from './shell/emitter.ts';

const CLOSED: ChatState = { open: false, visible: false, unread: 0, connection: null, conversation: null };
const METHODS = [
  'open',
  'close',
  'toggle',
  'show',
  'hide',
  'reset',
  'sendMessage',
  'setDraft',
  'startConversation',
  'endConversation',
  'markRead',
] as const;

/** A chat that can be used at once: what is called before it stands waits for it; listeners are kept from the start. */
export const deferredChat = (create: (emitter: Emitter) => Promise<Chat>): Chat => {
  const emitter = createEmitter();
  let chat: Chat | null = null;
  let gone = false;
  const created = create(emitter).then(async (made) => {
    if (gone) await made.destroy();
    chat = made;
    return made;
  });
  created.catch((error: unknown) => emitter.emit('error', { error: error as Error }));

  const methods: Record<string, unknown> = {};
  for (const name of METHODS) {
    methods[name] = async (...args: never[]) =>
      ((await created)[name] as (...given: never[]) => Promise<unknown>)(...args);
  }
  return {
    ...(methods as unknown as Pick<Chat, (typeof METHODS)[number]>),
    ready: async () => void (await created),
    getState: () => chat?.getState() ?? CLOSED,
    getUnreadCount: () => chat?.getUnreadCount() ?? 0,
    async destroy() {
      gone = true;
      await chat?.destroy();
    },
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
  };
};
