import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** `none` is the page alone: what it costs by itself is subtracted from the others. */
export const WIDGETS = ['none', 'bellhop', 'n8n', 'deep-chat', 'deep-chat-on-click'] as const;
export type WidgetName = (typeof WIDGETS)[number];

export interface WidgetPeer {
  /** What a site owner pastes, in the head and at the end of the body. */
  head: string;
  body: string;
  /** Paths of selectors, each within the shadow root of the one before. */
  launcher: string[];
  composer: string[];
}

const PACKAGES = join(import.meta.dirname, '../../node_modules');
const FOLDERS = { '/n8n/': '@n8n/chat/dist', '/deep-chat/': 'deep-chat/dist' };
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
};

/** What the pages load from their own server: the files that the packages publish, as they are. */
export function readPeerFile(path: string): { type: string; body: Buffer } | null {
  const found = Object.entries(FOLDERS).find(([prefix]) => path.startsWith(prefix));
  const type = TYPES[extname(path)];
  if (!found || !type || path.includes('..')) return null;
  return { type, body: readFileSync(join(PACKAGES, found[1], path.slice(found[0].length))) };
}

// deep-chat is a chat without a launcher: the page brings one, as its users do.
const OWN_BUTTON = `<button id="own" style="position:fixed;right:20px;bottom:20px;width:56px;height:56px">Chat</button>`;
const PLACE = 'style="position:fixed;right:20px;bottom:90px;background:#fff"';

/** By their own instructions. */
export const widgetPeers = (loaderUrl: string): Record<WidgetName, WidgetPeer> => ({
  none: { head: '', body: '', launcher: [], composer: [] },
  bellhop: {
    head: `<script async crossorigin charset="utf-8" src="${loaderUrl}"></script>`,
    body: '',
    launcher: ['bellhop-chat', 'button'],
    composer: ['bellhop-chat', 'textarea'],
  },
  n8n: {
    head: '<link href="/n8n/style.css" rel="stylesheet" />',
    body: `<script type="module">
      import { createChat } from '/n8n/chat.bundle.es.js';
      createChat({ webhookUrl: '/webhook' });
    </script>`,
    launcher: ['.chat-window-toggle'],
    composer: ['.chat-window textarea'],
  },
  'deep-chat': {
    head: '<script type="module" src="/deep-chat/deepChat.bundle.js"></script>',
    body: `${OWN_BUTTON}<div id="place" hidden ${PLACE}><deep-chat demo="true"></deep-chat></div>
      <script>own.onclick = () => { place.hidden = !place.hidden; };</script>`,
    launcher: ['#own'],
    composer: ['deep-chat', '#text-input'],
  },
  'deep-chat-on-click': {
    head: '',
    body: `${OWN_BUTTON}<div id="place" ${PLACE}></div>
      <script>
        own.onclick = async () => {
          await import('/deep-chat/deepChat.bundle.js');
          const chat = document.createElement('deep-chat');
          chat.demo = true;
          place.append(chat);
        };
      </script>`,
    launcher: ['#own'],
    composer: ['deep-chat', '#text-input'],
  },
});
