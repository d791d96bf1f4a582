import {
  readMessage,
  type FromPreview,
  type PreviewScene,
} from '../../shared/widget-settings/preview-messages.ts';
import { english } from '../i18n/catalogues.ts';
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
  const languages = await Promise.all([import('../i18n/languages/de.ts'), import('../i18n/languages/ar.ts')]);
  const [de, ar] = languages.map((language) => language.default);
  if (de && ar) tell({ type: 'bellhop-preview:ready', texts: { en: english, de, ar } });
}
