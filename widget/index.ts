import type { Chat } from './chat.ts';
import { deferredChat } from './deferred-chat.ts';
import { fetchConfig } from './fetch-config.ts';
import { checkOptions, type ChatOptions } from './options.ts';
import { createShell } from './shell/shell.ts';
import { optionsOfPage } from './shell/widget-options.ts';

export type {
  Attributes,
  Chat,
  ChatEvent,
  ChatEvents,
  ChatMessage,
  ChatState,
  ChatUpdate,
  ConnectionKind,
  Hooks,
  Identity,
  Listener,
  PageView,
  Rating,
  SaidIdentity,
  Transcript,
  Unsubscribe,
} from './chat.ts';
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
  const { site: _site, host: _host, settings: _settings, ...chosen } = options;
  const held = Object.keys(chosen).length > 0;
  return deferredChat(async (emitter) => {
    const config = await fetchConfig(checked);
    const surroundings = {
      importPanel: () => import('./panel.ts'),
      importSetup: () => import('./setup.ts'),
    };
    const chat = createShell(config, optionsOfPage(config.settings, held), surroundings, emitter);
    if (held) await chat.init(chosen);
    return chat;
  }, options.autoload !== 'manual');
};
