import type { Chat } from './chat.ts';
import { deferredChat } from './deferred-chat.ts';
import { fetchConfig } from './fetch-config.ts';
import { checkOptions, type ChatOptions } from './options.ts';
import { createShell } from './shell/shell.ts';

export type { Chat, ChatEvent, ChatEvents, ChatMessage, ChatState, Listener, Unsubscribe } from './chat.ts';
export type { ChatOptions } from './options.ts';

/**
 * Stands a launcher on the page. Throws a `TypeError` that names the option when one is wrong.
 * Importing this module does nothing; calling it where there is no document is an error.
 */
export const createChat = (options: ChatOptions): Chat => {
  if (typeof document === 'undefined') {
    throw new Error('createChat needs a page: call it in the browser, not while rendering on a server.');
  }
  const checked = checkOptions(options);
  return deferredChat(async (emitter) => {
    const config = await fetchConfig(checked);
    const position = checked.position ?? config.settings.position ?? 'right';
    return createShell(
      config,
      { ...checked, position },
      { importPanel: () => import('./panel.ts'), warm: () => void import('./panel.ts').catch(() => {}) },
      emitter,
    );
  });
};
