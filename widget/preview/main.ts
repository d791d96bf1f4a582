import {
  readMessage,
  type FromPreview,
  type PreviewReady,
  type PreviewScene,
} from '../../shared/widget-settings/preview-messages.ts';
import { TEXT_KEYS } from '../../shared/widget-settings/text-keys.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import { en } from '../i18n/en.ts';
import { createPreview } from './preview.ts';

const { origin } = location;
const editor = window.parent;
const tell = (message: FromPreview): void => editor.postMessage(message, origin);

// On its own, as a page that somebody opened, it has nothing to listen to.
if (editor !== window) {
  const preview = createPreview();
  addEventListener('message', (event) => {
    const scene = readMessage<PreviewScene>(event, { origin, source: editor }, 'bellhop-preview:show');
    if (scene) tell(preview.show(scene));
  });
  const words = { ...enLauncher, ...en };
  const texts = Object.fromEntries([...TEXT_KEYS, 'greeting' as const].map((key) => [key, words[key]]));
  tell({ type: 'bellhop-preview:ready', texts: texts as PreviewReady['texts'] });
}
