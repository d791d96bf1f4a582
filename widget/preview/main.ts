import {
  readMessage,
  type FromPreview,
  type PreviewReady,
  type PreviewScene,
} from '../../shared/widget-settings/preview-messages.ts';
import { TEXT_KEYS } from '../../shared/widget-settings/text-keys.ts';
import { en } from '../i18n/en.ts';
import { createPreview } from './preview.ts';

const { origin } = location;
const editor = window.parent;
const tell = (message: FromPreview): void => editor.postMessage(message, origin);

/** One scene after the other, and of those that wait only the latest. */
const createQueue = (act: (scene: PreviewScene) => Promise<void>): ((scene: PreviewScene) => void) => {
  let next: PreviewScene | null = null;
  let busy = false;
  const work = async (): Promise<void> => {
    busy = true;
    while (next) {
      const scene = next;
      next = null;
      await act(scene).catch(reportError);
    }
    busy = false;
  };
  return (scene) => {
    next = scene;
    if (!busy) void work();
  };
};

// On its own, as a page that somebody opened, it has nothing to listen to.
if (editor !== window) {
  const preview = createPreview();
  const show = createQueue(async (scene) => tell(await preview.show(scene)));
  addEventListener('message', (event) => {
    const scene = readMessage<PreviewScene>(event, { origin, source: editor }, 'bellhop-preview:show');
    if (scene) show(scene);
  });
  const texts = Object.fromEntries([...TEXT_KEYS, 'greeting' as const].map((key) => [key, en[key]]));
  tell({ type: 'bellhop-preview:ready', texts: texts as PreviewReady['texts'] });
}
